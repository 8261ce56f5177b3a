using Ssl4Asd;
using Ssl4Asd.Audio;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Notebooks.Lessons;
using Ssl4Asd.Notebooks.Tables;
using Ssl4Asd.Presets;

namespace Notebooks.Tests.Lessons;

/// <summary>From a folder of recordings to a detector, as notebook 14 goes.</summary>
public sealed class OwnMachineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly Lesson _lesson;

    public OwnMachineTests()
    {
        var data = Path.Combine(_folder, "machines");
        DemoData.Write(data, DemoDataOptions.Tiny);
        _lesson = new Lesson("14", new LessonSettings { Preset = TinyPreset.Value, Data = data, Runs = Path.Combine(_folder, "runs"), Root = _folder });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheExampleIsMadeAdoptedTrainedAndKept()
    {
        var fan = _lesson.OwnMachine();
        Assert.True(File.Exists(Path.Combine(_folder, "data", "my-fan-tiny", "README.txt")));
        Assert.Equal(("my-fan-tiny", 16, 4, 2), (fan.Name, fan.Adopted[0].Normal, fan.Adopted[0].Anomalous, fan.Adopted[0].Sessions));
        Assert.Equal(["normal", "faulty"], fan.Examples.Select(e => e.Title));
        Assert.Contains(DataTables.Adopted(fan.Adopted, fan.Warnings).Text.Split('\n'), line => line.StartsWith("my-fan-tiny", StringComparison.Ordinal));
        Assert.True(fan.Threshold.Scores!.IsHeldOut);

        var along = fan.Along(fan.LongRecording);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (double?)i).Append(11.5), along.Select(d => d.Start)); // 12 s, clips of 0.5 s
        Assert.Equal([("the fault begins", 8.0)], fan.Moments);
        var why = fan.Why(along[3]);
        Assert.Equal((3.0, 3.5), (why.Times[0], Math.Round(why.Times[^1], 6)));
        Assert.Equal(along[3].Score, why.Score, 1e-3); // through the STFT and back
        Assert.Equal(TinyPreset.Value.ClipSamples, why.Clip.Samples.Length);

        // another notebook finds it, and reads no recording anew
        var model = File.GetLastWriteTimeUtc(fan.Run.Folder.Model);
        var again = _lesson.OwnMachine();
        Assert.Equal(fan.Adopted, again.Adopted);
        Assert.Equal(fan.Warnings, again.Warnings);
        Assert.Equal(model, File.GetLastWriteTimeUtc(again.Run.Folder.Model));
        Assert.Single(Directory.GetDirectories(Path.Combine(_folder, "runs", "own")));
    }

    [Fact]
    public void AReadersOwnFolderNeedsNeitherFaultsNorALongRecording()
    {
        var mine = Path.Combine(_folder, "pump");
        for (var i = 0; i < 12; i++)
            Write(Path.Combine(mine, "normal", $"{i:00}.wav"), i == 11 ? 4 : 1 + 0.1 * i, i);
        var pump = _lesson.OwnMachine(mine);
        Assert.Equal(("pump", 0, false), (pump.Name, pump.Adopted[0].Anomalous, pump.IsExample));
        Assert.Contains(pump.Warnings, w => w.Contains("only 12 normal recordings", StringComparison.Ordinal));
        Assert.Contains("only 12 normal recordings", DataTables.Adopted(pump.Adopted, pump.Warnings).Text, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(mine, "normal", "11.wav"), pump.LongRecording); // the longest
        Assert.Empty(pump.Moments);
        Assert.Equal(["normal"], pump.Examples.Select(e => e.Title));
        Assert.Single(pump.Run.History.Select(r => r.SelfSupervisedLoss is null).Distinct());
        Assert.NotEmpty(pump.Along(pump.LongRecording, 0.5));

        // one more recording makes another data set
        var before = pump.Run.Folder.Path;
        Write(Path.Combine(mine, "normal", "12.wav"), 1, 12);
        Assert.Equal(13, _lesson.OwnMachine(mine).Adopted[0].Normal);
        Assert.NotEqual(before, _lesson.OwnMachine(mine).Run.Folder.Path);
    }

    [Fact]
    public void AFolderThatIsNotThereIsNamed()
    {
        var message = Assert.Throws<InputException>(() => _lesson.OwnMachine(Path.Combine(_folder, "nowhere"))).Message;
        Assert.Contains("nowhere: there is no such folder", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyAQuickLookHasOtherSizes()
    {
        var mine = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        Assert.Equal(TinyPreset.Value, _lesson.OwnMachine(mine).Preset);
        foreach (var preset in new[] { DemoPreset.Value, PaperPresets.Dcase2023 })
        {
            var sizes = new Lesson("14", _lesson.Settings with { Preset = preset }).OwnMachine(mine).Preset;
            Assert.Equal((OwnMachine.ClipSeconds, OwnMachine.Epochs, DemoPreset.Value.Training.BatchSize), (sizes.ClipSeconds, sizes.Training.Epochs, sizes.Training.BatchSize));
        }
    }

    private static void Write(string path, double seconds, int seed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavFile.Write(path, Sample.Noise((int)(16_000 * seconds), seed));
    }
}
