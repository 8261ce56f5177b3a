using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Own;

namespace Ssl4Asd.Tests.Data.Own;

public sealed class AdoptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    private string Data => _folder.File("data");

    private IReadOnlyList<AdoptedMachine> Adopt(AdoptionOptions options) => Adoption.Write(Data, options, notice: _notices.Add);

    [Fact]
    public void PlainFoldersBecomeADataSet()
    {
        var fan = SoundOf.Machine(_folder.File("my fan"));
        var before = Directory.GetFiles(fan, "*", SearchOption.AllDirectories).ToDictionary(f => f, f => (File.GetLastWriteTimeUtc(f), Convert.ToHexString(File.ReadAllBytes(f))));
        var made = Assert.Single(Adopt(new() { Folders = [fan] }));
        Assert.Equal(("my-fan", 24, 6, 2, 18, 6, 6), (made.Machine, made.Normal, made.Anomalous, made.Sessions, made.Train, made.TestNormal, made.TestAnomalous));
        Assert.Empty(_notices);

        var dataset = Dataset.Load(Data);
        Assert.Equal(["my-fan"], dataset.Machines);
        Assert.Equal(["my-fan/00/session_day-1", "my-fan/00/session_day-2"], dataset.TrainClips.Select(c => c.ClassLabelWithoutDomain).Distinct().Order());
        Assert.Equal(3, dataset.TestClips.Count(c => c.Condition == Condition.Normal && c.Attributes == "session_day-1")); // each session's share
        Assert.All(dataset.Clips, c => Assert.Equal(Domain.Source, c.Domain));

        // adopted.csv leads back to the recordings; nothing of them was touched
        var rows = AdoptedClip.Read(Data);
        Assert.Equal(dataset.Clips.Count, rows.Count);
        Assert.All(rows, row => Assert.Equal(WavFile.Read(row.Recording).Samples, WavFile.Read(Path.Combine(Data, row.File)).Samples));
        Assert.Equal(before.Keys.Order(), rows.Select(r => r.Recording).Order());
        Assert.All(before, f => Assert.Equal(f.Value, (File.GetLastWriteTimeUtc(f.Key), Convert.ToHexString(File.ReadAllBytes(f.Key)))));
        Assert.Equal(OperatingSystem.IsWindows() ? 0 : rows.Count, rows.Count(r => new FileInfo(Path.Combine(Data, r.File)).LinkTarget == r.Recording));
    }

    [Fact]
    public void LongRecordingsAreCutAndStayOnOneSide()
    {
        for (var i = 0; i < 8; i++)
            SoundOf.Write(_folder.File("pump", "normal", $"{i}.wav"), 3.7 + 0.2 * i, rate: 44_100, variant: i);
        SoundOf.Write(_folder.File("pump", "anomalous", "a.wav"), 1.4, rate: 44_100);
        Adopt(new() { Folders = [_folder.File("pump")], ClipSeconds = 1, TestShare = 0.5 });
        var rows = AdoptedClip.Read(Data);
        foreach (var recording in rows.GroupBy(r => r.Recording))
        {
            Assert.Single(recording.Select(r => r.File.Split('/')[2]).Distinct()); // train or test
            var whole = WavFile.Read(recording.Key, 44_100).Samples;
            Assert.Equal(Enumerable.Range(0, recording.Count()).Select(i => (double)i), recording.Select(r => r.Start));
            Assert.InRange(whole.Length - recording.Sum(r => WavFile.Read(Path.Combine(Data, r.File), 44_100).Samples.Length), 0, 22_050); // less than half a clip is left out
            foreach (var row in recording)
            {
                var clip = WavFile.Read(Path.Combine(Data, row.File), 44_100).Samples;
                Assert.Equal(whole.Skip((int)(row.Start * 44_100)).Take(clip.Length), clip);
            }
        }
        Assert.Equal(4, rows.Where(r => r.File.Contains("/train/", StringComparison.Ordinal)).Select(r => r.Recording).Distinct().Count());
    }

    [Fact]
    public void TheSeedDrawsTheTestClips()
    {
        SoundOf.Machine(_folder.File("fan"));
        string[] Tested(string data, int seed)
        {
            Adoption.Write(data, new() { Folders = [_folder.File("fan")], Seed = seed });
            return [.. AdoptedClip.Read(data).Where(r => r.File.Contains("test_normal", StringComparison.Ordinal)).Select(r => r.Recording).Order()];
        }
        Assert.Equal(Tested(_folder.File("a"), 1), Tested(_folder.File("b"), 1));
        Assert.NotEqual(Tested(_folder.File("c"), 1), Tested(_folder.File("d"), 2));
    }

    [Fact]
    public void SessionsByTheTimesOfTheFiles()
    {
        var fan = SoundOf.Machine(_folder.File("fan"), sessions: 1);
        var files = Directory.GetFiles(fan, "*.wav", SearchOption.AllDirectories);
        foreach (var (i, file) in files.Index())
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 1 + i % 3, 9, i, 0, DateTimeKind.Utc));
        var made = Assert.Single(Adopt(new() { Folders = [fan], Sessions = SessionRule.Time }));
        Assert.Equal(3, made.Sessions);
        Assert.Equal(["session_1", "session_2", "session_3"], Dataset.Load(Data).Clips.Select(c => c.Attributes).Distinct().Order());
    }

    [Fact]
    public void SeveralMachinesAndThoseThatAreOnlyToldFrom()
    {
        SoundOf.Machine(_folder.File("hall", "fan"));
        SoundOf.Machine(_folder.File("hall", "pump"));
        SoundOf.Write(_folder.File("street", "a.wav"), 2, 3000);
        SoundOf.Write(_folder.File("street", "b.wav"), 2, 3100);
        var made = Adopt(new() { Folders = [_folder.File("hall")], Outliers = [_folder.File("street")], WithDemoMachines = true });
        Assert.Equal(["fan", "pump", "street"], made.Select(m => m.Machine));
        var dataset = Dataset.Load(Data);
        Assert.Equal(["fan", "pump"], dataset.TestClips.Select(c => c.Machine).Distinct());
        Assert.Equal(2, dataset.TrainClips.Count(c => c.Machine == "street"));
        Assert.Equal(450, dataset.TrainClips.Count(c => c.Machine.StartsWith("demo-", StringComparison.Ordinal)));
    }

    [Fact]
    public void NormalRecordingsAloneAreEnough()
    {
        for (var i = 0; i < 20; i++)
            SoundOf.Write(_folder.File("fan", $"{i}.wav"), variant: i);
        Adopt(new() { Folders = [_folder.File("fan")] });
        Assert.Equal(5, Dataset.Load(Data).TestClips.Count);
        Assert.Contains(_notices, n => n.Contains("fan: no anomalous recordings", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("few", "only 6 normal recordings", "only 2 anomalous recordings")]
    [InlineData("rates", "16000 Hz, anomalous ones 44100 Hz")]
    [InlineData("loudness", "12 dB louder")]
    [InlineData("strangers", "6 of 6 anomalous recordings are of sessions without normal ones")]
    [InlineData("one session", "all recordings are of one session")]
    [InlineData("duplicates", "1 recordings hold the same samples as another and are left out")]
    public void WhatMakesScoresSayLittleIsSaid(string kind, params string[] expected)
    {
        var fan = kind == "few" ? SoundOf.Machine(_folder.File("fan"), 6, 2) : SoundOf.Machine(_folder.File("fan"), anomalous: 0, sessions: kind == "one session" ? 1 : 2);
        for (var i = 0; i < 6 && kind != "few"; i++)
        {
            var session = kind switch { "one session" => "", "strangers" => "day 9", _ => $"day {1 + i % 2}" };
            SoundOf.Write(Path.Combine(fan, "faulty", session, $"{i}.wav"), 2, 900, kind == "rates" ? 44_100 : 16_000, kind == "loudness" ? 0.3 * Math.Pow(10, 12 / 20.0) / 1.0001 : 0.3, i);
        }
        if (kind == "duplicates")
            File.Copy(Path.Combine(fan, "normal", "day 1", "rec 000.wav"), Path.Combine(fan, "normal", "day 1", "rec 000 again.wav"));
        Adopt(new() { Folders = [fan] });
        Assert.Equal(expected.Length, _notices.Count);
        Assert.All(expected, words => Assert.Contains(_notices, n => n.Contains(words, StringComparison.Ordinal)));
    }

    [Fact]
    public void BadInputIsNamedAndLeavesNothing()
    {
        var fan = SoundOf.Machine(_folder.File("fan"));
        void Fails(AdoptionOptions options, params string[] words)
        {
            var message = Assert.Throws<InputException>(() => Adopt(options)).Message;
            Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
            Assert.False(Directory.Exists(Data));
            Assert.Empty(Directory.GetFileSystemEntries(_folder.Path, "data*"));
        }
        Fails(new() { Folders = [] }, "No folder");
        Fails(new() { Folders = [_folder.File("none")] }, "no such folder");
        Fails(new() { Folders = [fan], Anomalous = "bad" }, "no subfolder bad");
        Fails(new() { Folders = [fan], Machine = "my fan" }, "'my-fan' would do");
        Fails(new() { Folders = [fan], TestShare = 1 }, "TestShare is 1");
        Fails(new() { Folders = [fan, fan] }, "both would be the machine type fan");
        Directory.CreateDirectory(_folder.File("empty"));
        Fails(new() { Folders = [_folder.File("empty")] }, "holds no recordings");
        SoundOf.Write(_folder.File("lone", "a.wav"));
        Fails(new() { Folders = [_folder.File("lone")] }, "1 normal recordings; two are the least");

        var normal = Path.Combine(fan, "normal", "day 1", "rec 000.wav");
        File.Copy(normal, Path.Combine(fan, "faulty", "copy.wav"));
        Fails(new() { Folders = [fan] }, normal, "copy.wav", "one as normal, one as anomalous");
        File.WriteAllText(Path.Combine(fan, "faulty", "copy.wav"), "text");
        File.WriteAllText(Path.Combine(fan, "normal", "other.wav"), "text");
        Fails(new() { Folders = [fan] }, "copy.wav", "other.wav"); // all of them

        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "mine.txt"), "");
        Assert.Contains("not empty", Assert.Throws<InputException>(() => Adopt(new() { Folders = [fan] })).Message);
    }

    public void Dispose() => _folder.Dispose();
}
