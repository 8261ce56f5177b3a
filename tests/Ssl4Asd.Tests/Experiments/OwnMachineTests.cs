using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Own;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Backends;
using Ssl4Asd.Experiments.Explaining;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring.Backends;
using Ssl4Asd.Tests.Data.Own;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

/// <summary>One machine of one's own: one class, thresholds from held-out clips, long recordings.</summary>
public sealed class OwnMachineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    private string Data => _folder.File("data");

    private Dataset Adopt(int sessions = 1)
    {
        Adoption.Write(Data, new() { Folders = [SoundOf.Machine(_folder.File("fan"), sessions: sessions, seconds: 0.6)] });
        return Dataset.Load(Data);
    }

    private RunFolder Train(string system, Dataset dataset, double? holdOut = null)
    {
        using var recordings = new DatasetRecordings(dataset, 16_000);
        var request = new TrainRequest { Data = Data, Folder = _folder.File(system), System = SystemDefinition.Named(system), Preset = TinyPreset.Value, HoldOut = holdOut, Seed = 1 };
        return TrainExperiment.Run(request, recordings, CPU, notice: _notices.Add);
    }

    [Theory]
    [InlineData("statex", 3)]
    [InlineData("featex", 3)]
    [InlineData("proposed", 9)]
    [InlineData("mixture-share", 2)]
    public void OneClassIsEnoughWhereExchangesMakeClasses(string system, int heads)
    {
        var dataset = Adopt();
        var folder = Train(system, dataset);
        using var run = TrainedRun.Open(folder.Path, CPU);
        Assert.Equal(["fan/00//source"], run.Settings.Classes);
        Assert.Null(run.Supervised);
        Assert.Equal(heads, Ssl4Asd.Training.Safetensors.Read(folder.Model).First(t => t.Key.StartsWith("self_supervised", StringComparison.Ordinal) && t.Value.dim() == 2).Value.size(0) / TinyPreset.Value.Heads.Subclusters);
        Assert.Equal(system == "proposed" ? 1 : 0, _notices.Count(n => n.Contains("the regular loss has nothing to tell apart", StringComparison.Ordinal)));
        Assert.Equal(dataset.TestClips.Count, run.Score(dataset).Count);
    }

    [Fact]
    public void SupervisedSystemsSayWhatElseCouldMakeClasses()
    {
        var message = Assert.Throws<InputException>(() => Train("baseline", Adopt())).Message;
        Assert.All(["fan/00//source", "statex", "pseudo", "sessions", "--with-demo-machines"], word => Assert.Contains(word, message, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder.File("baseline")));
        Assert.Throws<InputException>(() => Train("regular+original-statex", Dataset.Load(Data)));
    }

    [Fact]
    public void ClassesFromSessionsAndFromHowRecordingsSound()
    {
        var dataset = Adopt(sessions: 2);
        Assert.Equal(["fan/00/session_day-1", "fan/00/session_day-2"], RunSettings.Read(Train("baseline@sessions", dataset).Settings).Classes);
        var pseudo = Train("baseline@pseudo", dataset);
        Assert.Equal(["fan/00/pseudo-0", "fan/00/pseudo-1"], RunSettings.Read(pseudo.Settings).Classes);
        Assert.Equal("baseline@pseudo", RunSettings.Read(pseudo.Settings).System.Name);
    }

    [Fact]
    public void PseudoLabelsFindGroupsThatSoundAlike()
    {
        for (var i = 0; i < 20; i++)
            SoundOf.Write(_folder.File("saw", $"{i:00}.wav"), 1, i % 2 == 0 ? 300 : 2500, variant: i);
        Adoption.Write(Data, new() { Folders = [_folder.File("saw")] });
        var clips = HoldOut.Mark(Dataset.Load(Data), 0.2, 0);
        using var store = ClipStore.Load(clips.Select(c => c.Path));
        var labels = PseudoLabels.Of(clips, store, seed: 3);
        var recordings = AdoptedClip.Read(Data).ToDictionary(r => Path.GetFileName(r.File), r => Path.GetFileName(r.Recording));
        bool IsHigh(Clip clip) => (recordings[clip.FileName][1] - '0') % 2 == 1;
        Assert.Equal(2, labels.Distinct().Count());
        Assert.All(clips.Zip(labels).GroupBy(c => c.Second), group => Assert.Single(group.Select(c => IsHigh(c.First)).Distinct()));
        Assert.Equal(labels, PseudoLabels.Of(clips, store, seed: 3));
    }

    [Fact]
    public void HeldOutClipsMakeTheThresholdAndNothingElse()
    {
        var dataset = Adopt();
        var folder = Train("featex", dataset, holdOut: 0.5);
        Assert.Contains(_notices, n => n.Contains("9 of 18 training clips are held out", StringComparison.Ordinal));
        Assert.Equal(0.5, RunSettings.Read(folder.Settings).HoldOut);
        using var run = TrainedRun.Open(folder.Path, CPU);
        var section = Assert.Single(run.Scorer.Sections);
        Assert.Equal(9, section.SourceClips);
        Assert.Equal(9, section.ThresholdScores!.Scores.Count);
        Assert.True(section.ThresholdScores.IsHeldOut);
        Assert.Equal(section.ThresholdScores.Scores[^1], section.Threshold); // of nine and 90 %
        Assert.Empty(run.Scorer.Notices);

        // they are scored like any recording
        var held = HoldOut.Mark(dataset, 0.5, 1).Where(c => c.IsHeldOut).Select(c => c.Path).ToList();
        var detector = new Detector(run, "fan", percent: 50, notice: _notices.Add);
        var scores = detector.Detect(held).Select(d => d.Score).Order().ToList();
        Assert.Equal(9, scores.Count);
        foreach (var (kept, now) in section.ThresholdScores.Scores.Zip(scores))
            Assert.Equal(kept, now, 1e-5);
        Assert.Equal(section.ThresholdScores.Scores[4], detector.Threshold);
        Assert.Equal(detector.Detect(held).Select(d => d.Score - detector.Threshold), detector.Detect(held).Select(d => d.Margin));

        // other back ends too
        run.Score(dataset);
        using (var recordings = new DatasetRecordings(dataset, 16_000))
            BackendScoring.Score(folder, Backend.Named("ldn"), recordings, CPU);
        var other = run.Threshold("fan", "00", Backend.Named("ldn"));
        Assert.Equal((9, true), (other.Scores!.Scores.Count, other.Scores.IsHeldOut));
        Assert.NotEqual(section.Threshold, other.Usual);
        Assert.Contains("0 … 100", Assert.Throws<InputException>(() => new Detector(run, "fan", percent: 101)).Message.Replace("above 0 and at most 100", "0 … 100", StringComparison.Ordinal));
        Assert.Equal(99, Detector.PercentOf(2, 18), 1e-9); // 200 scores an hour
        Assert.Throws<InputException>(() => Detector.PercentOf(500, 18));
    }

    [Fact]
    public void AutoencodersHoldOutToo()
    {
        Train("autoencoder", Adopt(), holdOut: 0.5);
        using var run = IDetector.Open(_folder.File("autoencoder"), CPU);
        var threshold = run.Threshold("fan", "00");
        Assert.Equal((9, true), (threshold.Scores!.Scores.Count, threshold.Scores.IsHeldOut));
        Assert.Equal(threshold.Scores.Scores[^1], threshold.Usual);
    }

    [Fact]
    public void ALongRecordingIsScoredPartByPart()
    {
        var folder = Train("featex", Adopt());
        using var run = TrainedRun.Open(folder.Path, CPU);
        var detector = new Detector(run, "fan");
        var path = SoundOf.Write(_folder.File("long.wav"), 6.1);
        var along = detector.DetectAlong(path, 0.25).ToList();
        Assert.Equal([.. Enumerable.Range(0, 23).Select(i => i * 0.25), 5.6], along.Select(d => Math.Round(d.Start!.Value, 9)));
        var samples = WavFile.Read(path).Samples;
        foreach (var part in along.Where((_, i) => i % 5 == 0))
        {
            WavFile.Write(_folder.File("part.wav"), new Waveform([.. samples.Skip((int)Math.Round(part.Start!.Value * 16_000)).Take(8000)], 16_000));
            Assert.Equal(detector.Detect([_folder.File("part.wav")]).Single().Score, part.Score, 1e-5);
        }
        Assert.Single(detector.DetectAlong(SoundOf.Write(_folder.File("short.wav"), 0.2), 0.25));
        Assert.Throws<InputException>(() => detector.DetectAlong(path, 0).ToList());
    }

    // a machine that hums, and a hiss in a known band at a known moment
    [Fact]
    public void APlantedFaultIsFound()
    {
        const int Rate = 16_000;
        var random = new Random(5);
        string Write(string path, bool isFaulty)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var samples = new float[Rate];
            var (phase, level) = (random.NextDouble() * 6, 0.9 + 0.2 * random.NextDouble());
            for (var i = 0; i < Rate; i++)
                samples[i] = (float)(level * (0.2 * Math.Sin(2 * Math.PI * 220 * i / Rate + phase) + 0.1 * Math.Sin(2 * Math.PI * 660 * i / Rate)) + 0.02 * (2 * random.NextDouble() - 1));
            for (var i = 8800; isFaulty && i < 11_200; i++) // 0.55 to 0.7 s, around 3 kHz, without edges
                samples[i] += 0.1f * (float)(Math.Pow(Math.Sin(Math.PI * (i - 8800) / 2400), 2) * new[] { 2700, 3000, 3300 }.Sum(f => Math.Sin(2 * Math.PI * f * i / Rate)));
            WavFile.Write(path, new Waveform(samples, Rate));
            return path;
        }
        for (var i = 0; i < 32; i++)
            Write(_folder.File("saw", "normal", $"{i}.wav"), isFaulty: false);
        var faulty = Write(_folder.File("saw", "faulty", "f.wav"), isFaulty: true);
        Adoption.Write(Data, new() { Folders = [_folder.File("saw")] });
        using var recordings = new DatasetRecordings(Dataset.Load(Data), Rate);
        var preset = TinyPreset.Value with { ClipSeconds = 1, Training = TinyPreset.Value.Training with { Epochs = 6 } };
        TrainExperiment.Run(new TrainRequest { Data = Data, Folder = _folder.File("run"), System = SystemDefinition.Proposed, Preset = preset }, recordings, CPU);
        using var run = IDetector.Open(_folder.File("run"), CPU);
        var why = Occlusion.Of(run, faulty, "saw", bands: 8, moments: 6);
        Assert.Equal(new Detector(run, "saw").Detect([faulty]).Single().Score, why.Score, 1e-2 * why.Score);
        var (band, moment) = why.Strongest;
        Assert.InRange((why.Frequencies[band] + why.Frequencies[band + 1]) / 2, 2000, 4000);
        Assert.InRange((why.Times[moment] + why.Times[moment + 1]) / 2, 0.5, 0.75);
        Assert.Equal(band, why.Bands.ToList().IndexOf(why.Bands.Max()));
        Assert.True(why.Tiles[band, moment] > 0.2 * why.Score);

        why.Write(_folder.File("why.csv"));
        Assert.Equal(1 + 8 + 6 + 48, File.ReadAllLines(_folder.File("why.csv")).Length);
        Assert.Contains("no clip at 5 s", Assert.Throws<InputException>(() => Occlusion.Of(run, faulty, "saw", start: 5)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Occlusion.Of(run, faulty, "saw", bands: 0));
    }

    public void Dispose() => _folder.Dispose();
}
