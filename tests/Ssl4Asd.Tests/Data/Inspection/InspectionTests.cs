using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Tests.Audio;

namespace Ssl4Asd.Tests.Data.Inspection;

/// <summary>Each kind of oddity is found, in one line with how many and an example; sound recordings give none.</summary>
public sealed class InspectionTests : IDisposable
{
    private const string Clip = "dev_data/fan/train/section_00_source_train_normal_0005.wav";
    private const string Other = "dev_data/fan/train/section_00_source_train_normal_0006.wav";
    private const string Test = "dev_data/fan/test/section_00_source_test_normal_0007.wav";

    private readonly TemporaryDataset _data = TemporaryDataset.Complete(); // 7 clips of 160 samples
    private readonly Random _random = new(20261122);

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Clipping()
    {
        _data.Write(Clip, Pcm([.. Noise(140), .. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? short.MaxValue : short.MinValue)]));
        Assert.Equal($"1 of 8 recordings are clipped (more than 0.01 % of the samples at full scale); the worst is {_data.At(Clip)} (12.5 %)", OnlyProblem());
    }

    [Fact]
    public void DigitalSilence()
    {
        _data.Write(Clip, Pcm(new short[160]));
        _data.Write(Other, Pcm([.. Enumerable.Repeat((short)-7, 160)]));
        Assert.Equal($"2 of 9 recordings are digital silence (all samples are equal); such as {_data.At(Clip)}", OnlyProblem()); // and no duplicates
    }

    [Fact]
    public void TheChannelThatIsAskedFor()
    {
        _data.Write(Clip, WavBytes.Pcm16(2, 16_000, [.. Noise(160).SelectMany(far => new short[] { 0, far })]));
        Assert.DoesNotContain(DatasetReport.Inspect(_data.Root).Problems, p => p.Message.Contains("silence", StringComparison.Ordinal));
        Assert.Contains(DatasetReport.Inspect(_data.Root, format: new SoundFormat(16_000, ChannelChoice.Near)).Problems, p => p.Message.Contains("1 of 8 recordings are digital silence", StringComparison.Ordinal));
    }

    [Fact]
    public void NearSilence()
    {
        _data.Write(Clip, Pcm([.. Enumerable.Range(0, 160).Select(i => (short)(1000 + _random.Next(-2, 3)))])); // an offset is no sound
        Assert.StartsWith($"1 of 8 recordings are nearly silent (RMS below -80 dB of full scale); the quietest is {_data.At(Clip)} (-8", OnlyProblem());
        var facts = DatasetReport.Inspect(_data.Root).Recordings.Single(f => f.Clip.Path == _data.At(Clip));
        Assert.InRange(facts.RmsDecibels, -89, -85); // uniform on −2 … 2: √2
        Assert.InRange(facts.PeakDecibels, -30.33, -30.27);
        Assert.Equal(0.01, facts.Seconds);
    }

    [Fact]
    public void Interruptions()
    {
        _data.AddMachine("dev_data", "pump");
        foreach (var path in Directory.GetFiles(_data.At("dev_data/pump"), "*", SearchOption.AllDirectories))
            File.WriteAllBytes(path, Pcm(Noise(16_000)));
        _data.Write("dev_data/pump/train/section_00_source_train_normal_0005.wav", Pcm([.. Noise(8000), .. Enumerable.Repeat((short)12, 4000), .. Noise(4000)]));
        Assert.Equal($"1 of 15 recordings are interrupted (equal samples for 0.1 s or more); the worst is {_data.At("dev_data/pump/train/section_00_source_train_normal_0005.wav")} (0.25 s)", OnlyProblem());
    }

    [Fact]
    public void OddLengths()
    {
        _data.Write(Clip, Pcm(Noise(400)));
        _data.Write(Other, Pcm(Noise(70)));
        Assert.Equal($"2 of 9 recordings are shorter than half or longer than twice the median of their machine and section; such as {_data.At(Clip)} (0.025 s, median 0.01 s)", OnlyProblem());
    }

    [Fact]
    public void DuplicatesUnderTwoNames()
    {
        var noise = Noise(160);
        _data.Write(Clip, Pcm(noise));
        _data.Write(Other, WavBytes.File(WavBytes.Chunk("LIST", [1, 2, 3]), WavBytes.Format(1, 16), WavBytes.Chunk("data", [.. noise.SelectMany(BitConverter.GetBytes)])));
        Assert.Equal($"2 of 9 recordings hold the same samples as another, such as {_data.At(Clip)} and {_data.At(Other)}", OnlyProblem());
        _data.Write(Test, Pcm(noise));
        Assert.Equal($"3 of 10 recordings hold the same samples as another, and are training and test clips at once: scores of the latter say nothing, such as {_data.At(Clip)} and {_data.At(Test)}", OnlyProblem());
    }

    [Fact]
    public void RatesChannelsAndHeaders()
    {
        _data.Write(Clip, WavBytes.Pcm16(1, 8000, Noise(80)));
        Assert.Equal($"1 of 8 recordings are at 8000 Hz instead of 16000 Hz: resampled; such as {_data.At(Clip)}", OnlyProblem());
        _data.Write(Clip, WavBytes.Pcm16(2, 16000, Noise(320)));
        Assert.Equal($"1 of 8 recordings are with 2 channels: their average is used; such as {_data.At(Clip)}", OnlyProblem());
        _data.Write(Clip, Pcm(Noise(160)));
        foreach (var (name, more) in new[] { (Clip, 1), (Other, 3) }) // no whole sample at the end
            _data.Write(name, WavBytes.File(WavBytes.Format(1, 16, channels: 2), WavBytes.Chunk("data", new byte[] { 1, 2, 3, 4, 9, 9, 0, 3 }.Concat(new byte[more]).ToArray())));
        var problems = Problems();
        Assert.Contains($"2 recordings: the last 1 bytes are no whole sample and are left out (first: {_data.At(Clip)})", problems);
    }

    [Fact]
    public void BrokenRecordingsAreAllListedAndTheOthersStillLookedAt()
    {
        _data.Write(Clip, "no recording");
        _data.Write(Other, Pcm(new short[160]));
        _data.Write(Test, "none either");
        var report = DatasetReport.Inspect(_data.Root);
        Assert.False(report.CanTrain);
        Assert.Equal(
            [_data.At(Clip), _data.At(Test)],
            report.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.Message[..p.Message.IndexOf(": ", StringComparison.Ordinal)]));
        Assert.Contains("digital silence", report.Problems[^1].Message, StringComparison.Ordinal);
        Assert.Equal(8, report.Recordings.Count);
        Assert.Equal(2, Directory.GetFiles(_data.At(".ssl4asd"), "t*").Length); // of the others, for those who leave the broken ones out
        Assert.Equal(report.Problems, DatasetReport.Inspect(_data.Root).Problems);
    }

    [Fact]
    public void ChannelsThatCancelAreNotSaidToBeAveraged()
    {
        short[] turned = [.. Noise(160).SelectMany(s => new[] { s, (short)-s })];
        _data.Write(Clip, WavBytes.Pcm16(2, 16000, turned));
        Assert.Equal($"{_data.At(Clip)}: its 2 channels cancel when they are averaged; channel 1 is taken instead", OnlyProblem());
    }

    [Fact]
    public void QuickOpensNoRecording()
    {
        _data.Write(Clip, "no recording");
        var report = DatasetReport.Inspect(_data.Root, quick: true);
        Assert.Empty(report.Problems);
        Assert.Empty(report.Recordings);
        Assert.Null(Assert.Single(report.Sections).Lengths);
        Assert.False(Directory.Exists(_data.At(".ssl4asd")));
    }

    [Fact]
    public void CountsOfTheOfficialSets()
    {
        using var folder = new TemporaryFolder();
        foreach (var year in new[] { 2022, 2023 })
        {
            var root = year == 2022 ? DcaseDataset.Write2022(folder.File("2022")) : DcaseDataset.Write2023(folder.File("2023"));
            var problems = DatasetReport.Inspect(root).Problems.Select(p => p.Message).ToList();
            var (sections, machine, length) = year == 2022 ? (42, "bearing", "10") : (14, "bearing", "6 to 18");
            Assert.Collection(problems,
                p => Assert.Equal($"{sections} of {sections} sections do not have the number of clips of DCASE{year}, such as dev_data {machine} section 00: 4 + 1 training clips (source + target) instead of 990 + 10, 8 test clips instead of 200", p),
                p => Assert.StartsWith($"{sections * 13} of {sections * 13} recordings do not have the length of those of DCASE{year} ({length} s), such as ", p));

            Directory.Delete(Path.Combine(root, "eval_data", year == 2022 ? "valve" : "Vacuum"), recursive: true);
            Directory.Delete(Path.Combine(root, "ground_truth"), recursive: true);
            Assert.Contains(
                DatasetReport.Inspect(root, quick: true).Problems,
                p => p.Message == $"{(year == 2022 ? 3 : 1)} of the {sections} sections of DCASE{year} are not there, such as eval_data {(year == 2022 ? "valve section 03" : "Vacuum section 00")}");
        }
    }

    [Fact]
    public void FullOfficialSetsHaveNoProblem()
    {
        // the exact counts, with empty files: quick opens none
        using var data = new TemporaryDataset();
        foreach (var machine in new[] { "bearing", "fan", "gearbox", "slider", "ToyCar", "ToyTrain", "valve" })
        {
            AddTraining("dev_data", machine);
            foreach (var domain in new[] { "source", "target" })
                foreach (var condition in new[] { "normal", "anomaly" })
                    for (var i = 0; i < 50; i++)
                        data.Write($"dev_data/{machine}/test/section_00_{domain}_test_{condition}_{i:0000}.wav", []);
        }
        int[] cells(string machine) => machine switch { "bandsaw" => [67, 40, 60, 33], "grinder" => [107, 27, 36, 30], "shaker" => [49, 53, 52, 46], _ => [50, 50, 50, 50] };
        foreach (var machine in new[] { "bandsaw", "grinder", "shaker", "ToyDrone", "ToyNscale", "ToyTank", "Vacuum" })
        {
            AddTraining("eval_data", machine);
            var labels = cells(machine).SelectMany((count, cell) => Enumerable.Repeat((Target: cell > 1, Anomaly: cell % 2 == 1), count)).ToList();
            for (var i = 0; i < 200; i++)
                data.Write($"eval_data/{machine}/test/section_00_{i:0000}.wav", []);
            data.AddTruth(machine,
                string.Concat(labels.Select((l, i) => $"section_00_{i:0000}.wav,{(l.Anomaly ? 1 : 0)}\n")),
                string.Concat(labels.Select((l, i) => $"section_00_{i:0000}.wav,{(l.Target ? 1 : 0)}\n")));
        }
        Assert.Empty(DatasetReport.Inspect(data.Root, quick: true).Problems);

        data.AddTruth("bandsaw", // one label turned around
            string.Concat(Enumerable.Range(0, 200).Select(i => $"section_00_{i:0000}.wav,{(i is >= 66 and < 107 or >= 167 ? 1 : 0)}\n")),
            string.Concat(Enumerable.Range(0, 200).Select(i => $"section_00_{i:0000}.wav,{(i >= 107 ? 1 : 0)}\n")));
        Assert.Equal(
            "1 of 14 sections do not have the number of clips of DCASE2023, such as eval_data bandsaw section 00: 66/41/60/33 test clips (source normal/anomaly, target normal/anomaly) instead of 67/40/60/33",
            Assert.Single(DatasetReport.Inspect(data.Root, quick: true).Problems).Message);

        void AddTraining(string subset, string machine)
        {
            for (var i = 0; i < 1000; i++)
                data.Write($"{subset}/{machine}/train/section_00_{(i < 990 ? "source" : "target")}_train_normal_{i:0000}.wav", []);
        }
    }

    private string OnlyProblem() => Assert.Single(Problems());

    private List<string> Problems()
    {
        var problems = DatasetReport.Inspect(_data.Root).Problems;
        Assert.All(problems, p => Assert.Equal(ProblemSeverity.Notice, p.Severity));
        return [.. problems.Select(p => p.Message)];
    }

    private short[] Noise(int samples) => [.. Enumerable.Range(0, samples).Select(_ => (short)_random.Next(-10_000, 10_000))];

    private static byte[] Pcm(short[] samples) => WavBytes.Pcm16(1, 16000, samples);
}
