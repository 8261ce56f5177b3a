using Ssl4Asd.Data.Download;

namespace Ssl4Asd.Tests.Data.Download;

/// <summary>A network and a server as they are on bad days: it ends complete, or with one line.</summary>
public sealed class BrokenConnectionTests : IDisposable
{
    private const string Fan = "record/11/files/dev_fan.zip";

    private readonly DownloadRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    public void Cut_in_the_middle_of_each_file(bool hasRanges, bool hasTags, bool hasListings)
    {
        using var server = new FileServer(PublishedSet.SmallFiles(hasListings)) { HasRanges = hasRanges, HasTags = hasTags, Resets = hasRanges == hasListings };
        server.OnAll(new Fault(CutAt: 0.5), new Fault(CutAt: 0.8));
        _run.AssertComplete(_run.Run(server));
        var ranges = server.Requests.Count(r => r.Range != "" && r.Path.StartsWith("record/", StringComparison.Ordinal));
        Assert.True(ranges > 0 || !(hasTags || hasListings), "nothing went on where it was cut");
    }

    [Fact]
    public void What_has_come_is_not_fetched_again()
    {
        var files = PublishedSet.SmallFiles();
        using var server = new FileServer(files);
        server.On(Fan, new Fault(CutAt: 0.5), new Fault(CutAt: 0.8));
        _run.AssertComplete(_run.Run(server));
        Assert.Equal(files.Sum(f => f.Value.Length), server.BytesSent);
        Assert.Equal(["", $"bytes={files[Fan].Length / 2}-", $"bytes={(int)(files[Fan].Length * 0.8)}-"], server.Requests.Where(r => r.Path == Fan).Select(r => r.Range));
    }

    [Fact]
    public void A_stopped_run_goes_on_in_the_next_one()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        StopInTheMiddle(server);
        Assert.True(File.Exists(_run.At(".download/11-dev_fan.zip.part")));
        _run.AssertComplete(_run.Run(server));
        Assert.NotEqual("", server.Requests.Last(r => r.Path == Fan).Range);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_file_that_has_changed_meanwhile_is_fetched_from_its_beginning(bool hasTags, bool hasListings)
    {
        var files = PublishedSet.SmallFiles(hasListings);
        using var server = new FileServer(files) { HasTags = hasTags };
        var other = Enumerable.Range(0, files[Fan].Length).Select(i => (byte)i).ToArray();
        server.On(Fan, new Fault(StallAt: 0.5, Body: other));
        using (var stop = new CancellationTokenSource())
        {
            var part = _run.At(".download/11-dev_fan.zip.part");
            var stopped = Task.Run(() => _run.Run(server, stop: stop.Token));
            Assert.True(SpinWait.SpinUntil(() => File.Exists(part) && new FileInfo(part).Length == other.Length / 2, TimeSpan.FromSeconds(30)));
            stop.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => stopped.GetAwaiter().GetResult());
        }
        _run.AssertComplete(_run.Run(server));
    }

    [Fact]
    public void A_silent_connection_counts_as_cut()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.On(Fan, new Fault(StallAt: 0.5));
        _run.AssertComplete(_run.Run(server, with: o => o with { Retry = o.Retry with { Silence = TimeSpan.FromSeconds(1) } }));
    }

    [Fact]
    public void Busy_and_broken_servers_are_asked_again()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.OnAll(new Fault(500), new Fault(429, "Retry-After: 7\r\n"), new Fault(503));
        _run.AssertComplete(_run.Run(server, with: o => o with { Connections = 1 }));
        Assert.Contains(TimeSpan.FromSeconds(7), _run.Waits);
        Assert.Contains(_run.Notices, n => n.Contains("the server answered 429 As told; again in 7 s", StringComparison.Ordinal));
        Assert.Contains(TimeSpan.FromSeconds(1), _run.Waits);
        Assert.Contains(TimeSpan.FromSeconds(4), _run.Waits);
    }

    [Fact]
    public void A_server_that_stays_broken_is_given_up()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.On(Fan, [.. Enumerable.Repeat(new Fault(502), 8)]);
        var message = _run.Fails(server);
        Assert.Contains("dev_fan.zip: the server answered 502", message, StringComparison.Ordinal);
        Assert.Contains("8 times", message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60], _run.Waits.Select(w => w.TotalSeconds));
        Assert.False(Directory.Exists(_run.At("dev_data/fan")));
        Assert.True(Directory.Exists(_run.At("dev_data/bearing/train"))); // one does not hold up the others
        _run.AssertComplete(_run.Run(server));
        Assert.Single(server.Paths, "record/11/files/dev_bearing.zip");
    }

    [Fact]
    public void A_server_that_wants_hours_is_given_up_at_once()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.On(Fan, new Fault(429, "Retry-After: 7200\r\n"));
        Assert.Contains("120 minutes", _run.Fails(server), StringComparison.Ordinal);
        Assert.Empty(_run.Waits);
    }

    [Fact]
    public void What_is_not_there_is_asked_for_once()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        Assert.True(server.Files.TryRemove(Fan, out var fan));
        var message = _run.Fails(server);
        Assert.Contains("404", message, StringComparison.Ordinal);
        Assert.Contains("--from", message, StringComparison.Ordinal);
        Assert.Single(server.Paths, Fan);
        server.Files[Fan] = fan!;
        _run.AssertComplete(_run.Run(server));
    }

    [Fact]
    public void Several_failures_are_still_one_line()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.Files.TryRemove(Fan, out _);
        server.Files.TryRemove("record/13/files/eval_data_Vacuum_test.zip", out _);
        Assert.Contains("(and 1 more of 7 archives failed)", _run.Fails(server), StringComparison.Ordinal);
    }

    [Fact]
    public void No_server_is_one_line_soon()
    {
        FileServer gone;
        using (gone = new FileServer(PublishedSet.SmallFiles())) { }
        Directory.CreateDirectory(_run.Root);
        var message = _run.Fails(gone);
        Assert.Contains("no connection", message, StringComparison.Ordinal);
        Assert.Equal(2, _run.Waits.Count);
        Assert.Empty(DownloadRun.Names(_run.Root));
    }

    [Fact]
    public void Waits_grow_are_partly_random_and_end_somewhere()
    {
        var (low, high) = (new RetryPolicy { Draw = () => 0 }, new RetryPolicy { Draw = () => 1 });
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30], Enumerable.Range(1, 8).Select(n => low.WaitAfter(n, null).TotalSeconds));
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(n => high.WaitAfter(n, null).TotalSeconds));
        Assert.Equal(90, low.WaitAfter(1, TimeSpan.FromSeconds(90)).TotalSeconds);
        Assert.Equal(0, low.WaitAfter(1, TimeSpan.FromSeconds(-90)).TotalSeconds);
    }

    private void StopInTheMiddle(FileServer server)
    {
        server.On(Fan, new Fault(StallAt: 0.5));
        using var stop = new CancellationTokenSource();
        var part = _run.At(".download/11-dev_fan.zip.part");
        var stopped = Task.Run(() => _run.Run(server, stop: stop.Token));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(part) && new FileInfo(part).Length > 0, TimeSpan.FromSeconds(30)));
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => stopped.GetAwaiter().GetResult());
        _run.AssertNothingWrong();
    }
}
