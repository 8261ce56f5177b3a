using System.Globalization;
using Ssl4Asd.Audio;
using Ssl4Asd.Tests.Audio;

namespace Ssl4Asd.Tests.Cli;

/// <summary>The whole way on a small data set, command by command.</summary>
public class EndToEndTests
{
    [Fact]
    public void FromRecordingsToMetrics()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 10, target: 3, test: 4);
        var run = folder.File("run");

        var inspected = CommandLine.Run("inspect", "--data", data).Succeeds().Output;
        Assert.Contains("pump", inspected, StringComparison.Ordinal);
        Assert.Contains("8 classes", inspected, StringComparison.Ordinal);

        Train(data, run, seed: 3);
        Assert.Equal(["history.csv", "model.safetensors", "normal_spectra.safetensors", "references.safetensors", "run.json", "train_clips.csv", "train_embeddings.safetensors"], Names(run));
        CommandLine.Run("score", "--run", run, "--data", data).Succeeds();
        var evaluated = CommandLine.Run("evaluate", run).Succeeds().Output;
        Assert.Contains("harmonic mean", evaluated, StringComparison.Ordinal);
        Assert.Equal(["history.csv", "metrics.csv", "model.safetensors", "normal_spectra.safetensors", "references.safetensors", "run.json", "scored_clips.sha256", "scores.csv", "test_embeddings.safetensors", "train_clips.csv", "train_embeddings.safetensors"], Names(run));
        Assert.Equal(33, File.ReadAllLines(Path.Combine(run, "scores.csv")).Length);
        Assert.Equal(16, File.ReadAllLines(Path.Combine(run, "submission", "anomaly_score_pump_section_00_test.csv")).Length);

        // the same seed gives the same losses and scores, another seed does not
        var again = folder.File("again");
        Train(data, again, seed: 3);
        CommandLine.Run("score", "--run", again, "--data", data).Succeeds();
        Assert.Equal(Losses(run), Losses(again));
        Assert.Equal(File.ReadAllText(Path.Combine(run, "scores.csv")), File.ReadAllText(Path.Combine(again, "scores.csv")));
        var other = folder.File("other");
        Train(data, other, seed: 4);
        CommandLine.Run("score", "--run", other, "--data", data).Succeeds();
        Assert.NotEqual(Losses(run), Losses(other));
        Assert.NotEqual(File.ReadAllText(Path.Combine(run, "scores.csv")), File.ReadAllText(Path.Combine(other, "scores.csv")));

        // detect gives a file the score that score gave it
        var clip = Path.Combine(data, "dev_data", "pump", "test", "section_00_source_test_anomaly_0001_load_1.wav");
        var row = File.ReadAllLines(Path.Combine(run, "scores.csv")).Single(l => l.Contains("pump", StringComparison.Ordinal) && l.Contains(Path.GetFileName(clip), StringComparison.Ordinal));
        var detected = CommandLine.Run("detect", "--run", run, clip, "--machine", "pump").Succeeds().Output;
        var score = double.Parse(detected.Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
        var column = Array.IndexOf(File.ReadLines(Path.Combine(run, "scores.csv")).First().Split(','), "score");
        Assert.Equal(double.Parse(row.Split(',')[column], CultureInfo.InvariantCulture), score, 1e-5);

        // embed: one row of 256 numbers a file, the same for a short file and for one tiled by hand
        var small = WavFile.Read(clip).Samples[..3000];
        WavFile.Write(folder.File("short.wav"), new Waveform(small, 16_000));
        WavFile.Write(folder.File("tiled.wav"), new Waveform([.. small, .. small, .. small], 16_000));
        var rows = CommandLine.Run("embed", "--run", run, "--wav", folder.File("short.wav"), folder.File("tiled.wav"), clip).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        Assert.All(rows, r => Assert.Equal(257, r.Split(',').Length));
        double[] Numbers(string row) => [.. row.Split(',')[1..].Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        double Difference(string one, string other) => Numbers(one).Zip(Numbers(other), (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(Difference(rows[1], rows[2]), 0, 1e-6); // a clip's place in its batch may change the last digits
        Assert.InRange(Difference(rows[1], rows[3]), 1e-4, double.MaxValue);

        // scoring fewer machines leaves nothing of the others behind
        Directory.Delete(Path.Combine(data, "dev_data", "saw"), recursive: true);
        CommandLine.Run("score", "--run", again, "--data", data).Succeeds();
        Assert.Equal(2, Directory.GetFiles(Path.Combine(again, "submission")).Length);
        Assert.False(File.Exists(Path.Combine(again, "metrics.csv")));

        // the ensemble of two runs
        var ensemble = CommandLine.Run("evaluate", run, other, "--ensemble", "--out", folder.File("ensemble.csv")).Succeeds().Output;
        Assert.Contains("ensemble of 2", ensemble, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("ensemble.csv")));
    }

    [Fact]
    public void MachinesWithTooFewClipsShowWhy()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 3, target: 0, test: 1);
        foreach (var wav in Directory.GetFiles(Path.Combine(data, "dev_data", "saw", "test"), "*anomaly*"))
            File.Delete(wav);
        var run = folder.File("run");
        var train = CommandLine.Run("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--epochs", "1", "--out", run).Succeeds();
        Assert.Contains("saw", train.Error, StringComparison.Ordinal); // no target-domain training clips: said, not fatal
        CommandLine.Run("score", "--run", run, "--data", data).Succeeds();
        var evaluated = CommandLine.Run("evaluate", run).Succeeds().Output;
        Assert.Contains("n/a: saw section 00, no anomalous clips: official AUC source", evaluated, StringComparison.Ordinal);
        Assert.DoesNotContain(evaluated.Split('\n'), line => line.StartsWith("saw", StringComparison.Ordinal) && line.Contains(" 0.00", StringComparison.Ordinal));
    }

    [Fact]
    public void RecordingsOfAllKindsTrainTogether()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 6, target: 2, test: 2);
        var tone = Enumerable.Range(0, 22_050).Select(i => 0.3 * Math.Sin(0.05 * i)).ToList();
        void Replace(int number, byte[] bytes) => File.WriteAllBytes(Path.Combine(data, "dev_data", "pump", "train", $"section_00_source_train_normal_{number:0000}_load_{number % 2}.wav"), bytes);
        Replace(0, WavBytes.File(WavBytes.Format(1, 8), WavBytes.Chunk("data", WavBytes.Samples(1, 8, tone))));
        Replace(1, WavBytes.File(WavBytes.Extensible(1, 24, channels: 2, rate: 44_100), WavBytes.Chunk("data", WavBytes.Samples(1, 24, tone))));
        Replace(2, WavBytes.File(WavBytes.Format(1, 32), WavBytes.Chunk("data", WavBytes.Samples(1, 32, tone))));
        Replace(3, WavBytes.Float32(16_000, tone.Take(10)));   // far shorter than one FFT frame: tiled
        Replace(4, WavBytes.Float32(16_000, [0]));             // a single sample of silence
        var train = CommandLine.Run("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--epochs", "2", "--out", folder.File("run")).Succeeds();
        Assert.Contains("resampled from 44100 Hz to 16000 Hz", train.Error, StringComparison.Ordinal);
        CommandLine.Run("score", "--run", folder.File("run"), "--data", data).Succeeds();
        Assert.All(File.ReadLines(folder.File("run", "history.csv")).Skip(1), line => Assert.True(double.IsFinite(double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)), line));
    }

    private static void Train(string data, string run, int seed)
        => CommandLine.Run("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", run).Succeeds();

    private static IEnumerable<string?> Names(string run) => Directory.GetFiles(run).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static List<string> Losses(string run) => [.. File.ReadAllLines(Path.Combine(run, "history.csv")).Select(l => l[..l.LastIndexOf(',')])];
}
