using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Data.Own;

namespace Ssl4Asd.Tests.Data.Demo;

/// <summary>Phone recordings of one synthetic machine: what is written, and that a fault is in the faulty ones and after its moment only.</summary>
public sealed class PhoneRecordingsTests : IDisposable
{
    private static readonly PhoneRecordingsOptions Smallest = PhoneRecordingsOptions.Tiny with { Normal = 6, Faulty = 3, LongSeconds = 4, FaultBegins = 2 };

    private readonly TemporaryFolder _folder = new();

    private string Fan => _folder.File("fan");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSameSeedGivesTheSameBytes()
    {
        PhoneRecordings.Write(Fan, Smallest);
        PhoneRecordings.Write(_folder.File("again"), Smallest);
        PhoneRecordings.Write(_folder.File("other"), Smallest with { Seed = 1 });
        var files = Files(Fan);
        Assert.Equal(6 + 3 + 1 + 2, files.Length); // and README.txt, synthesis.csv
        Assert.Equal(files, Files(_folder.File("again")));
        foreach (var file in files)
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(Fan, file)), File.ReadAllBytes(Path.Combine(_folder.File("again"), file)));
            Assert.NotEqual(File.ReadAllBytes(Path.Combine(Fan, file)), File.ReadAllBytes(Path.Combine(_folder.File("other"), file)));
        }
    }

    [Fact]
    public void RecordingsAreThoseOfAPhoneInTwoSessions()
    {
        PhoneRecordings.Write(Fan, Smallest);
        Assert.Equal(
            ["faulty/session 1/REC_0007.wav", "faulty/session 1/REC_0009.wav", "faulty/session 2/REC_0008.wav", "long/REC_0010.wav", "normal/session 1/REC_0001.wav", "normal/session 1/REC_0003.wav"],
            Files(Fan).Where(f => f.EndsWith(".wav", StringComparison.Ordinal)).Select(f => f.Replace('\\', '/')).Take(6));
        var planned = PhoneRecordings.Plan(Smallest);
        foreach (var recording in planned)
        {
            var path = Path.Combine(Fan, recording.File);
            var header = WavFile.ReadHeader(path).Format;
            Assert.Equal((44_100, 2, 16), (header.SampleRate, header.Channels, header.BitsPerSample));
            var sound = WavFile.Read(path, 44_100);
            Assert.Equal(recording.Seconds, sound.Seconds, 1e-3);
            Assert.InRange(sound.Samples.Max(Math.Abs), 0.01, DemoClip.Ceiling + 0.05);
        }
        Assert.Equal(planned.Count - 1, planned.SkipLast(1).Select(r => r.Seconds).Distinct().Count(s => s is >= 0.8 and <= 2));
        Assert.Equal([4.0], planned.TakeLast(1).Select(r => r.Seconds));
    }

    [Fact]
    public void RecordingsOfASessionDifferALittleAndSessionsMore()
    {
        var normal = PhoneRecordings.Plan(PhoneRecordingsOptions.Demo).Take(40).ToList();
        Assert.All(normal, r => Assert.InRange(r.Speed, 0.98 * 11, 1.02 * 11));
        Assert.All(normal, r => Assert.InRange(r.LevelDb, r.Session.LevelDb - 1, r.Session.LevelDb + 1));
        Assert.Equal(40, normal.Select(r => r.Speed).Distinct().Count());
        Assert.All(normal.GroupBy(r => r.Session), session => Assert.Equal(20, session.Count()));
        Assert.True(Math.Abs(PhoneSession.All[0].LevelDb - PhoneSession.All[1].LevelDb) > 4);
    }

    [Fact]
    public void TheLevelIsTheOneThatIsTold()
    {
        foreach (var recording in PhoneRecordings.Plan(Smallest).Where(r => r.Fault is null))
        {
            // of the machine; the room adds to it, and the second channel is a little quieter
            var rms = recording.Render().Left.Samples is var left ? Math.Sqrt(left.Average(s => (double)s * s)) : 0;
            var expected = recording.LevelDb + 10 * Math.Log10(1 + Math.Pow(10, -recording.Session.SnrDb / 10));
            Assert.Equal(expected, 20 * Math.Log10(rms), 0.3);
        }
    }

    [Fact]
    public void TheFaultRingsInItsBandAndOnlyFromItsMomentOn()
    {
        var recording = PhoneRecordings.Plan(Smallest)[^1];
        var with = recording.Render().Left.Samples;
        var without = (recording with { Fault = null }).Render().Left.Samples;
        Assert.Equal(4 * 44_100, with.Length);
        var before = 2 * 44_100 - 100; // the resampler looks a little ahead
        Assert.Equal(without[..before], with[..before]);
        var added = with.Zip(without, (a, b) => (double)a - b).ToArray();
        var at = 3 * 44_100; // where it is all there
        var band = Enumerable.Range(0, 40).Select(k => (Hertz: 100.0 * k + 100, Power: Power(added[at..], 100.0 * k + 100))).ToList();
        Assert.InRange(band.MaxBy(b => b.Power).Hertz, 1700, 2100);
    }

    [Fact]
    public void AdoptionTakesThemWithoutAWarning()
    {
        PhoneRecordings.Write(Fan, PhoneRecordingsOptions.Tiny with { Normal = 20, Faulty = 6 });
        var notices = new List<string>();
        var made = Assert.Single(Adoption.Write(_folder.File("data"), new() { Folders = [Fan], ClipSeconds = 1 }, notice: notices.Add));
        Assert.Empty(notices);
        Assert.Equal(("fan", 20, 6, 2), (made.Machine, made.Normal, made.Anomalous, made.Sessions)); // the long one is no part
        Assert.Equal(2, Dataset.Load(_folder.File("data")).Classes.Count);
    }

    [Fact]
    public void TheTextsSayHowTheyWereMade()
    {
        PhoneRecordings.Write(Fan, Smallest with { Seed = 7 });
        Assert.Contains("--own --preset tiny --seed 7", File.ReadAllText(Path.Combine(Fan, "README.txt")), StringComparison.Ordinal);
        var rows = File.ReadAllLines(Path.Combine(Fan, PhoneRecordings.SynthesisFile));
        Assert.Equal("file,seconds,revolutions_a_second,level_dbfs,fault,severity,fault_begins_seconds", rows[0]);
        Assert.Equal(1 + 10, rows.Length);
        Assert.EndsWith(",Bearing,0.75,2", rows[^1], StringComparison.Ordinal);
        Assert.Equal(4, rows.Count(r => r.Contains("Bearing", StringComparison.Ordinal)));
    }

    [Fact]
    public void AFolderThatIsNotEmptyIsRefusedAndStoppingLeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => PhoneRecordings.Write(Fan, Smallest, _ => stop.Cancel(), stop.Token));
        Assert.Empty(_folder.Names());
        Directory.CreateDirectory(Path.Combine(Fan, "mine"));
        Assert.Contains("not empty", Assert.Throws<InputException>(() => PhoneRecordings.Write(Fan, Smallest)).Message, StringComparison.Ordinal);
        Assert.Equal(["fan"], _folder.Names());
    }

    [Fact]
    public void OptionsOutsideTheirRangeAreNamed()
    {
        static string Message(PhoneRecordingsOptions options) => Assert.Throws<InputException>(options.Validate).Message;
        Assert.Contains("Normal is 1", Message(Smallest with { Normal = 1 }), StringComparison.Ordinal);
        Assert.Contains("Faulty is -1", Message(Smallest with { Faulty = -1 }), StringComparison.Ordinal);
        Assert.Contains("Seconds is (3, 2)", Message(Smallest with { Seconds = (3, 2) }), StringComparison.Ordinal);
        Assert.Contains("LongSeconds is 1", Message(Smallest with { LongSeconds = 1 }), StringComparison.Ordinal);
        Assert.Contains("FaultBegins is 4", Message(Smallest with { FaultBegins = 4 }), StringComparison.Ordinal);
        Assert.Contains("did you mean 'tiny'", Assert.Throws<InputException>(() => PhoneRecordingsOptions.Named("tny")).Message, StringComparison.Ordinal);
        Assert.Same(PhoneRecordingsOptions.Demo, PhoneRecordingsOptions.Named("Demo"));
    }

    // of one frequency (Goertzel's sum, written out)
    private static double Power(double[] samples, double hertz)
    {
        var (re, im) = (0.0, 0.0);
        foreach (var (i, sample) in samples.Index())
        {
            var angle = 2 * Math.PI * hertz * i / 44_100;
            re += sample * Math.Cos(angle);
            im += sample * Math.Sin(angle);
        }
        return re * re + im * im;
    }

    private static string[] Files(string root) =>
        [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal)];
}
