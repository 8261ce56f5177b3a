using Ssl4Asd.Data.Own;

namespace Ssl4Asd.Tests.Data.Own;

public sealed class FolderWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Clock _clock = new();

    [Fact]
    public void AFileIsReadyOnceItIsWritten()
    {
        Write("old.wav", 10);
        var watch = Watch();
        Assert.Empty(Poll(watch, 5));
        Write("new.wav", 10);
        Assert.Empty(Poll(watch, 1));
        Write("new.wav", 20); // still being written
        Assert.Empty(Poll(watch, 1.5));
        Assert.Empty(Poll(watch, 1.5));
        Assert.Equal(["new.wav"], Poll(watch, 1));
        Assert.Empty(Poll(watch, 60));
        Write("old.wav", 30); // written again
        Write("new.wav.part", 30);
        Assert.Empty(Poll(watch, 1));
        Assert.Equal(["old.wav"], Poll(watch, 2));
    }

    [Fact]
    public void FilesGoAndComeUnderOtherNames()
    {
        var watch = Watch();
        Write("a.wav", 10);
        Poll(watch, 1);
        File.Delete(_folder.File("a.wav"));
        Assert.Empty(Poll(watch, 5));
        Write("b.tmp", 10);
        Poll(watch, 5);
        File.Move(_folder.File("b.tmp"), _folder.File("b.wav"));
        Assert.Empty(Poll(watch, 1));
        Assert.Equal(["b.wav"], Poll(watch, 2));
        Directory.CreateDirectory(_folder.File("today"));
        Write("today/c.wav", 5);
        Poll(watch, 1);
        Assert.Equal(["today/c.wav"], Poll(watch, 2));
        Directory.Move(_folder.Path, _folder.Path + "-away");
        Assert.Empty(Poll(watch, 2));
        Directory.Move(_folder.Path + "-away", _folder.Path);
        Assert.Empty(Poll(watch, 2));
        Assert.Empty(Poll(watch, 2)); // what was seen is not scored again
    }

    [Fact]
    public void ADayOfArrivalsIsNotRemembered()
    {
        var watch = Watch();
        var ready = 0;
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            Write($"{minute}.wav", 10);
            if (minute >= 10)
                File.Delete(_folder.File($"{minute - 10}.wav"));
            ready += Poll(watch, 30).Count + Poll(watch, 30).Count;
            Assert.InRange(watch.Remembered, 0, 11);
        }
        Assert.Equal(24 * 60, ready);
    }

    [Fact]
    public void AFolderHasToBeThere() => Assert.Contains("no such folder", Assert.Throws<InputException>(() => new FolderWatch(_folder.File("none"))).Message);

    public void Dispose() => _folder.Dispose();

    private FolderWatch Watch() => new(_folder.Path, clock: _clock);

    private List<string> Poll(FolderWatch watch, double seconds)
    {
        _clock.Now += TimeSpan.FromSeconds(seconds);
        return [.. watch.Poll().Select(p => Path.GetRelativePath(_folder.Path, p).Replace('\\', '/'))];
    }

    private void Write(string name, int bytes) => File.WriteAllBytes(_folder.File(name.Split('/')), new byte[bytes]);

    private sealed class Clock : TimeProvider
    {
        internal TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
