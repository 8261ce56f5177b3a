using Ssl4Asd.Experiments;
using Ssl4Asd.Tests.Audio;

namespace Ssl4Asd.Tests.Cli;

/// <summary>Bad input gives one clear line, exit code 2, and leaves nothing half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    private string Run => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhoDoesNotKnowWhatToTypeIsTold()
    {
        CommandLine.Run().FailsWith("see ssl4asd --help");
        CommandLine.Run("nothing").FailsWith("'nothing' is not known here", "see ssl4asd --help");
        Assert.Contains("ssl4asd [command] [options]", CommandLine.Run("--help").Succeeds().Output, StringComparison.Ordinal);
        Assert.Contains("ssl4asd score [options]", CommandLine.Run("score", "--help").Succeeds().Output, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", CommandLine.Run("--version").Succeeds().Output);
    }

    [Fact]
    public void EmptyFolder()
    {
        Directory.CreateDirectory(Data);
        TrainFailsWith(Data);
    }

    [Fact]
    public void MissingFolder() => TrainFailsWith(Data);

    [Fact]
    public void WavCutOffInTheMiddle()
    {
        SmallDataset.Write(Data);
        var wav = TrainClip();
        File.WriteAllBytes(wav, File.ReadAllBytes(wav)[..5000]);
        TrainFailsWith(wav, "cut");
    }

    [Fact]
    public void ZeroLengthAudio()
    {
        SmallDataset.Write(Data);
        var wav = TrainClip();
        var bytes = File.ReadAllBytes(wav)[..44];
        BitConverter.TryWriteBytes(bytes.AsSpan(40), 0);
        BitConverter.TryWriteBytes(bytes.AsSpan(4), 36);
        File.WriteAllBytes(wav, bytes);
        TrainFailsWith(wav);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void SamplesThatAreNotFinite(float sample)
    {
        SmallDataset.Write(Data);
        var wav = TrainClip();
        File.WriteAllBytes(wav, WavBytes.Float32(16_000, [.. Enumerable.Repeat(0.1, 8000), sample]));
        TrainFailsWith(wav);
    }

    [Fact]
    public void TextFileNamedWav()
    {
        SmallDataset.Write(Data);
        var wav = TrainClip();
        File.WriteAllText(wav, "This is not a recording.");
        TrainFailsWith(wav);
    }

    [Fact]
    public void NameOutsideTheGrammar()
    {
        SmallDataset.Write(Data);
        var wav = TrainClip();
        var renamed = Path.Combine(Path.GetDirectoryName(wav)!, "pump_normal_17.wav");
        File.Move(wav, renamed);
        TrainFailsWith("pump_normal_17.wav", "section_");
    }

    [Fact]
    public void OneClassOnly()
    {
        SmallDataset.Write(Data, ["pump"], source: 4, target: 0);
        foreach (var wav in Directory.GetFiles(Path.Combine(Data, "dev_data", "pump", "train"), "*_load_1.wav"))
            File.Delete(wav);
        CommandLine.Run("train", "--data", Data, "--system", "baseline", "--preset", "tiny", "--out", Run).FailsWith(Data, "one class", "pseudo");
    }

    [Fact]
    public void MachineWithTestClipsButWithoutTrainingClips()
    {
        SmallDataset.Write(Data);
        Directory.Delete(Path.Combine(Data, "dev_data", "saw", "train"), recursive: true);
        TrainFailsWith("saw");
    }

    [Fact]
    public void UnknownSystemPresetOptionAndCommand()
    {
        CommandLine.Run("train", "--data", Data, "--system", "propsed", "--out", Run).FailsWith("propsed", "did you mean 'proposed'?");
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--preset", "huge", "--out", Run).FailsWith("huge", "tiny");
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--clip-seconds", "0.1", "--out", Run).FailsWith("ClipSeconds", "0.192");
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--device", "gpu", "--out", Run).FailsWith("gpu", "cuda");
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--resident", "1", "--out", Run).FailsWith("--resident", "auto, yes or no", "'1'");
        CommandLine.Run("train", "--dta", Data, "--system", "proposed", "--out", Run).FailsWith("train --help");
        CommandLine.Run("trian").FailsWith("trian");
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--epochs", "many", "--out", Run).FailsWith("--epochs", "whole number", "many");
        CommandLine.Run("train", "--data", "", "--system", "proposed", "--out", Run).FailsWith("dev_data");
        CommandLine.Run("score", "--run", Run).FailsWith("--data");
        Assert.False(Directory.Exists(Run));
    }

    [Fact]
    public void Comparisons()
    {
        SmallDataset.Write(Data);
        CommandLine.Run("compare", "--data", _folder.File("nowhere"), "--out", Run).FailsWith("nowhere");
        CommandLine.Run("compare", "--data", Data, "--seeds", "0", "--out", Run).FailsWith("Seeds", "1 … 100");
        CommandLine.Run("compare", "--data", Data, "--preset", "dem", "--out", Run).FailsWith("did you mean 'demo'?");
        Assert.False(Directory.Exists(Run));
        File.WriteAllText(Run, "a file");
        CommandLine.Run("compare", "--data", Data, "--out", Run).FailsWith(Run);
        Assert.Equal("a file", File.ReadAllText(Run));
    }

    [Fact]
    public void RunFoldersThatCannotBe()
    {
        SmallDataset.Write(Data);
        File.WriteAllText(Run, "a file");
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--preset", "tiny", "--out", Run).FailsWith(Run);
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--preset", "tiny", "--out", "").FailsWith("run folder");
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--preset", "tiny", "--out", _folder.Path).FailsWith(_folder.Path, "not empty");
    }

    [Fact]
    public void RunFolders()
    {
        SmallDataset.Write(Data);
        CommandLine.Run("train", "--data", Data, "--system", "baseline", "--preset", "tiny", "--epochs", "1", "--out", Run).Succeeds();
        CommandLine.Run("evaluate", Run).FailsWith(Run, "score");
        CommandLine.Run("train", "--data", Data, "--system", "baseline", "--preset", "tiny", "--epochs", "1", "--out", Run).FailsWith(Run, "--resume");
        CommandLine.Run("train", "--data", Data, "--system", "baseline", "--preset", "tiny", "--epochs", "3", "--out", Run, "--resume").FailsWith("preset.training.epochs");
        CommandLine.Run("detect", "--run", Run, TrainClip(), "--machine", "hammer").FailsWith("hammer", "pump");
        CommandLine.Run("embed", "--run", Run, "--wav", _folder.File("nowhere.wav")).FailsWith("nowhere.wav");
        CommandLine.Run("score", "--run", _folder.File("other"), "--data", Data).FailsWith("run.json");

        var settings = File.ReadAllText(Path.Combine(Run, "run.json"));
        File.WriteAllText(Path.Combine(Run, "run.json"), settings.Replace($"\"format\": {RunSettings.CurrentFormat}", "\"format\": 99", StringComparison.Ordinal));
        CommandLine.Run("score", "--run", Run, "--data", Data).FailsWith("run.json", "format 99");
        File.WriteAllText(Path.Combine(Run, "run.json"), settings[..100]);
        CommandLine.Run("score", "--run", Run, "--data", Data).FailsWith("run.json");
        foreach (var (original, broken) in new[] { ("\"sample_rate\": 16000", "\"sample_rate\": 500"), ("\"mixup_probability\": 1", "\"mixup_probability\": 7"), ("\"features\": {", "\"fewtures\": {") })
        {
            Assert.Contains(original, settings, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(Run, "run.json"), settings.Replace(original, broken, StringComparison.Ordinal));
            CommandLine.Run("score", "--run", Run, "--data", Data).FailsWith();
        }
        File.WriteAllText(Path.Combine(Run, "run.json"), settings[..settings.IndexOf("\"classes\"", StringComparison.Ordinal)] + "\"classes\": null, \"training_clips\": 3, \"training_clips_hash\": \"\", \"made_with\": {} }");
        CommandLine.Run("evaluate", Run).FailsWith("run.json");
        File.WriteAllText(Path.Combine(Run, "run.json"), settings);
        foreach (var name in new[] { "model.safetensors", "references.safetensors" })
        {
            File.Move(Path.Combine(Run, name), Path.Combine(Run, "aside"));
            CommandLine.Run("score", "--run", Run, "--data", Data).FailsWith(name);
            File.Move(Path.Combine(Run, "aside"), Path.Combine(Run, name));
        }
        Assert.False(File.Exists(Path.Combine(Run, "scores.csv")));

        SmallDataset.Write(_folder.File("more"), ["pump", "anvil"]);
        CommandLine.Run("score", "--run", Run, "--data", _folder.File("more")).FailsWith("anvil");
        Assert.False(File.Exists(Path.Combine(Run, "scores.csv")));
    }

    private void TrainFailsWith(params string[] words)
    {
        CommandLine.Run("train", "--data", Data, "--system", "proposed", "--preset", "tiny", "--out", Run).FailsWith(words);
        Assert.False(Directory.Exists(Run));
    }

    private string TrainClip() => Path.Combine(Data, "dev_data", "pump", "train", "section_00_source_train_normal_0001_load_1.wav");
}
