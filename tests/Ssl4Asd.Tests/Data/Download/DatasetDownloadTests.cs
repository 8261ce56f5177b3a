using Ssl4Asd.Data.Download;

namespace Ssl4Asd.Tests.Data.Download;

/// <summary>Against a server that works: what is fetched, what is said, what a second run does.</summary>
public sealed class DatasetDownloadTests : IDisposable
{
    private readonly DownloadRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_parts_arrive_and_a_second_run_asks_for_nothing(bool isChunked)
    {
        using var server = new FileServer(PublishedSet.SmallFiles()) { IsChunked = isChunked };
        _run.AssertComplete(_run.Run(server));
        Assert.Equal(PublishedSet.SmallFiles().Keys.Order(), server.Paths.Order());
        Assert.True(File.Exists(_run.At("dev_data/bearing/attributes_01.csv")));
        Assert.True(File.Exists(_run.At("eval_data/Vacuum/attributes_00.csv")));

        _run.AssertComplete(_run.Run(server));
        Assert.Equal(PublishedSet.SmallFiles().Count, server.Requests.Count);
        Assert.Contains(_run.Notices, n => n.StartsWith("nothing to fetch", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_what_it_is_going_to_do()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        _run.Run(server, with: o => o with { FreeSpace = _ => 5_000_000_000 });
        var said = string.Join('\n', _run.Notices);
        var bytes = PublishedSet.SmallFiles().Where(f => f.Key.StartsWith("record", StringComparison.Ordinal)).Sum(f => f.Value.Length);
        Assert.Contains($"7 archives, {DiskSpace.Text(bytes)} from {server.Address}", said, StringComparison.Ordinal);
        Assert.Contains("development (11): bearing, fan", said, StringComparison.Ordinal);
        Assert.Contains("ground truth (somebody/evaluator): bandsaw, Vacuum", said, StringComparison.Ordinal);
        Assert.Contains("75 clips", said, StringComparison.Ordinal);
        Assert.Contains("5.0 GB are free", said, StringComparison.Ordinal);
        Assert.Contains("CC BY-NC-SA 4.0", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_ends_with_all_bytes_and_all_files()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        var told = new System.Collections.Concurrent.ConcurrentQueue<WorkProgress>();
        DatasetDownload.Run(PublishedSet.Small, _run.Root, _run.Options(server), told.Enqueue);
        var downloading = told.Where(p => p.Task == "downloading").ToList();
        Assert.Equal(downloading[^1].Total, downloading[^1].Done);
        Assert.All(downloading, p => Assert.InRange(p.Done, 0, p.Total));
        Assert.All(told.Where(p => p.Task == "unpacking"), p => Assert.InRange(p.Done, 1, p.Total));
    }

    [Fact]
    public void Only_the_chosen_machines_and_parts()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        _run.Run(server, with: o => o with { Machines = ["FAN", "Vacuum"], Parts = [DataPart.Development, DataPart.GroundTruth] });
        Assert.Equal(["api/records/11", "record/11/files/dev_fan.zip", "somebody/evaluator/archive/0123abc.zip"], server.Paths.Order());
        Assert.Equal(["fan"], DownloadRun.Names(_run.At("dev_data")));
        Assert.Equal(["ground_truth_Vacuum_section_00_test.csv"], DownloadRun.Names(_run.At("ground_truth/ground_truth_data")));

        // the rest later, each archive once; the ground truth of the other machine comes from the same archive again
        _run.AssertComplete(_run.Run(server));
        Assert.Single(server.Paths, "record/11/files/dev_fan.zip");
        _run.AssertComplete(_run.Run(server, with: o => o with { Machines = ["bandsaw"] }));
        _run.AssertComplete(_run.Run(server));
        Assert.Equal(2, server.Paths.Count(p => p.EndsWith("0123abc.zip", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_choice_that_cannot_be_is_one_line()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        Directory.CreateDirectory(_run.Root);
        Assert.Contains("did you mean 'bandsaw'?", _run.Fails(server, with: o => o with { Machines = ["bandsow"] }), StringComparison.Ordinal);
        Assert.Contains("no such parts of fan", _run.Fails(server, with: o => o with { Machines = ["fan"], Parts = [DataPart.Training] }), StringComparison.Ordinal);
        Assert.Contains("1 … 16", _run.Fails(server, with: o => o with { Connections = 0 }), StringComparison.Ordinal);
        Assert.Contains("--base-url", _run.Fails(server, with: o => o with { BaseUrl = new Uri("ftp://nowhere/") }), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void What_was_deleted_is_fetched_again_and_nothing_else()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        _run.Run(server);
        server.Requests.Clear();
        File.Delete(Directory.EnumerateFiles(_run.At("eval_data/bandsaw/test")).First());
        _run.AssertComplete(_run.Run(server));
        Assert.Equal(["api/records/13", "record/13/files/eval_data_bandsaw_test.zip"], server.Paths.Order());
    }

    [Fact]
    public void Clips_that_were_unpacked_by_hand_are_taken_if_they_are_complete_and_never_touched_if_not()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        _run.Run(server);
        File.Delete(_run.At("download.json"));
        server.Requests.Clear();
        _run.AssertComplete(_run.Run(server));
        Assert.Empty(server.Requests);

        File.Delete(_run.At("download.json"));
        var clip = Directory.EnumerateFiles(_run.At("dev_data/fan/train")).First();
        var content = File.ReadAllBytes(clip);
        File.Delete(clip);
        var message = Assert.Throws<InputException>(() => _run.Run(server)).Message;
        Assert.Contains(Path.Combine(_run.Root, "dev_data/fan/train"), message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        File.WriteAllBytes(clip, content);
        _run.AssertComplete(_run.Run(server));
    }

    [Fact]
    public void A_folder_is_for_one_data_set()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        _run.Run(server);
        Assert.Contains("holds small", _run.Fails(server, PublishedSet.Small with { Name = "other" }), StringComparison.Ordinal);
        File.WriteAllText(_run.At("download.json"), "{");
        Assert.Contains("delete it", _run.Fails(server), StringComparison.Ordinal);
    }

    [Fact]
    public void Kept_archives_serve_again()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        _run.Run(server, with: o => o with { KeepArchives = true });
        Assert.Contains("11-dev_fan.zip", DownloadRun.Names(_run.At("archives")));
        Assert.Equal(PublishedSet.SmallFiles()["record/11/files/dev_fan.zip"], File.ReadAllBytes(_run.At("archives/11-dev_fan.zip")));

        foreach (var folder in new[] { "dev_data", "eval_data", "ground_truth" }) Directory.Delete(_run.At(folder), recursive: true);
        server.Requests.Clear();
        Assert.All(_run.Run(server), check => Assert.True(check.AsPublished, check.ToString()));
        Assert.All(server.Paths, path => Assert.StartsWith("api/", path));

        // and as --from, on another machine
        Directory.Move(_run.At("archives"), _run.Beside("from"));
        Directory.Delete(_run.Root, recursive: true);
        _run.AssertComplete(_run.Run(server, with: o => o with { BaseUrl = null, From = _run.Beside("from") }));
    }

    [Fact]
    public void A_second_download_into_the_same_folder_is_one_line()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.On("record/11/files/dev_fan.zip", new Fault(StallAt: 0.5));
        using var stop = new CancellationTokenSource();
        var first = Task.Run(() => _run.Run(server, stop: stop.Token));
        Assert.True(SpinWait.SpinUntil(() => server.Paths.Contains("record/11/files/dev_fan.zip"), TimeSpan.FromSeconds(30)));
        Assert.Contains("in use by another process", Assert.Throws<InputException>(() => _run.Run(server)).Message, StringComparison.Ordinal);
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => first.GetAwaiter().GetResult());
        _run.AssertComplete(_run.Run(server));
    }
}
