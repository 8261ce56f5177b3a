using System.Text;
using Ssl4Asd.Data.Download;

namespace Ssl4Asd.Tests.Data.Download;

/// <summary>Servers that ask for quiet, refuse, or send something else than what was asked for.</summary>
public sealed class MannersTests : IDisposable
{
    private const string Fan = "record/11/files/dev_fan.zip";

    private readonly DownloadRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void WithoutRetryAfterTheQuietIsAMinuteThatDoubles()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.On(Fan, new Fault(429), new Fault(429), new Fault(429));
        _run.AssertComplete(_run.Run(server, with: o => o with { Connections = 1 }));
        Assert.Equal([1, 2, 4], _run.Waits.Select(w => Math.Round(w.TotalMinutes, 2)).Take(3));
        Assert.Contains(_run.Notices, n => n.Contains("the server answered 429 As told; again in 60 s", StringComparison.Ordinal));
    }

    [Fact]
    public void AServerThatAskedForQuietGetsTenRequestsAnHourOneAtATime()
    {
        using var server = new FileServer(PublishedSet.SmallFiles()) { Slowness = TimeSpan.FromMilliseconds(20) };
        server.On("record/11/files/dev_bearing.zip", new Fault(429, "Retry-After: 30\r\n"));
        server.On(Fan, [.. Enumerable.Repeat(new Fault(429, "Retry-After: 1\r\n"), 7)]);
        _run.AssertComplete(_run.Run(server));
        Assert.Contains(_run.Notices, n => n.Contains("at most 10 requests an hour", StringComparison.Ordinal));
        Assert.Contains(_run.Waits, w => w > TimeSpan.FromMinutes(50));
    }

    [Fact]
    public async Task NoMoreThanTenRequestsInAnyHour()
    {
        var clock = TimeSpan.Zero;
        var sent = new List<TimeSpan>();
        var quiet = new QuietHosts(new RetryPolicy { Wait = (wait, _) => { clock += wait; return Task.CompletedTask; } }, _ => { });
        var address = new Uri("https://example.org/a.zip");
        Assert.Null(await quiet.Enter(address, default)); // nothing was asked yet
        for (var i = 0; i < 35; i++)
        {
            quiet.Asked(address, TimeSpan.FromSeconds(2)); // again and again
            using (await quiet.Enter(address, default)) sent.Add(clock);
        }
        Assert.All(sent, time => Assert.InRange(sent.Count(s => s >= time && s < time + TimeSpan.FromMinutes(59)), 1, 10));
        Assert.Null(await quiet.Enter(new Uri("https://example.com/a.zip"), default)); // others are not held up
    }

    [Fact]
    public void ARefusalIsExplainedAndAskedForOnce()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.On(Fan, new Fault(403));
        var message = _run.Fails(server);
        Assert.Contains("403 As told: the server refuses automated clients for now; wait some hours", message, StringComparison.Ordinal);
        Assert.Contains("--from", message, StringComparison.Ordinal);
        Assert.Single(server.Paths, Fan);
    }

    [Fact]
    public void AWebPageInsteadOfTheRestOfAnArchiveIsRecognised()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.On(Fan, new Fault(CutAt: 0.5), new Fault(Headers: "Content-Type: text/html; charset=utf-8\r\n"));
        Assert.Contains("the server sent a web page instead of the archive", _run.Fails(server), StringComparison.Ordinal);
        _run.AssertComplete(_run.Run(server)); // what had come before is kept
        Assert.NotEqual("", server.Requests.Last(r => r.Path == Fan).Range);
    }

    [Fact]
    public void AWebPageWithoutATypeIsRecognisedByItsBeginning()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        server.On(Fan, new Fault(Body: Encoding.ASCII.GetBytes("<html>log in first</html>")));
        Assert.Contains("the server sent a web page instead of the archive", _run.Fails(server), StringComparison.Ordinal);
        _run.AssertComplete(_run.Run(server));
    }

    [Fact]
    public void TheProgramAndItsUserNameThemselves()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        _run.AssertComplete(_run.Run(server, with: o => o with { Contact = "someone@example.org" }));
        Assert.Matches(@"\ASsl4Asd/\d+\.\d+\.\d+ \(someone@example\.org\)\z", Assert.Single(server.Clients.Distinct()));
        foreach (var bad in new[] { "someone", "a b@example.org", "(x)@example.org", "ä@example.org" })
            Assert.Contains("--contact", _run.Fails(server, with: o => o with { Contact = bad }), StringComparison.Ordinal);
    }
}
