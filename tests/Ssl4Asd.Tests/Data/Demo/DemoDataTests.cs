using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Demo;

namespace Ssl4Asd.Tests.Data.Demo;

/// <summary>What is written: the layout, the counts, the levels, and nothing but whole folders.</summary>
public sealed class DemoDataTests : IDisposable
{
    private static readonly DemoDataOptions Smallest = DemoDataOptions.Tiny with { TrainSource = 4, TrainTarget = 2, Test = 3, ClipSeconds = 0.5 };

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSameSeedGivesTheSameBytes()
    {
        DemoData.Write(Data, Smallest);
        DemoData.Write(_folder.File("again"), Smallest);
        DemoData.Write(_folder.File("other"), Smallest with { Seed = 1 });
        var files = Files(Data);
        Assert.Equal(files, Files(_folder.File("again")));
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(Data, file));
            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(_folder.File("again"), file)));
            if (file.EndsWith(".wav", StringComparison.Ordinal))
                Assert.NotEqual(bytes, File.ReadAllBytes(Path.Combine(_folder.File("other"), file)));
        }
    }

    [Fact]
    public void ItIsADataSetWithoutProblems()
    {
        DemoData.Write(Data, DemoDataOptions.Tiny);
        var report = DatasetReport.Inspect(Data);
        Assert.Empty(report.Problems);
        Assert.Equal(9, report.Sections.Count);
        Assert.Equal(8, report.Sections.Select(s => s.Machine).Distinct().Count());
        Assert.Equal(4, report.Sections.Where(s => s.Subset == Subset.Evaluation).Select(s => s.Machine).Distinct().Count());
        Assert.All(report.Sections, s =>
        {
            Assert.StartsWith("Synth", s.Machine, StringComparison.Ordinal);
            Assert.Equal((10, 2), (s.TrainSource, s.TrainTarget));
            Assert.Equal((2, 2, 2, 2), (s.TestSourceNormal, s.TestSourceAnomaly, s.TestTargetNormal, s.TestTargetAnomaly));
            Assert.Equal((0, 6), (s.TestUnknown, s.Attributes));
        });
        Assert.Equal([0.48, 0.6, 0.72], report.Sections.Select(s => Math.Round(s.Lengths!.Median, 2)).Distinct().Order());

        var dataset = Dataset.Load(Data);
        Assert.Empty(dataset.Notices);
        Assert.Equal(54, dataset.Classes.Count);
        Assert.Equal((108, 72), (dataset.TrainClips.Count, dataset.TestClips.Count));
    }

    [Fact]
    public void NamesOfEvaluationTestClipsTellNothing()
    {
        DemoData.Write(Data, Smallest);
        var test = Dataset.Load(Data).TestClips.Where(c => c.Subset == Subset.Evaluation).ToList();
        Assert.All(test, c => Assert.Matches(@"\Asection_00_00\d\d\.wav\z", c.FileName));
        foreach (var machine in test.GroupBy(c => c.Machine))
        {
            var inOrder = machine.OrderBy(c => c.FileName, StringComparer.Ordinal).Select(c => (c.Domain, c.Condition)).ToList();
            Assert.NotEqual(inOrder.Order(), inOrder);
        }
    }

    [Fact]
    public void LevelsAreThoseOfARecording()
    {
        DemoData.Write(Data, Smallest);
        foreach (var clip in Dataset.Load(Data).Clips)
        {
            var samples = WavFile.Read(clip.Path).Samples;
            var rms = Math.Sqrt(samples.Average(s => (double)s * s));
            Assert.InRange(rms, 0.01, 0.4);
            Assert.InRange(samples.Max(Math.Abs), 0.03, DemoClip.Ceiling + 0.0001);
            Assert.InRange(samples.Average(), -0.01, 0.01);
        }
    }

    [Fact]
    public void NoiseHasTheRatioThatIsTold()
    {
        foreach (var machine in Machines.All)
        {
            foreach (var clip in DemoPlan.Section(machine, 0, Smallest).Where(c => c.Fault is null && c.Name.Split == Split.Train))
            {
                var hall = clip.Name.Domain == Domain.Target ? FactoryNoise.Target : FactoryNoise.Source;
                Assert.InRange(clip.SnrDb, hall.SnrDb.Low, hall.SnrDb.High);
                // The machine's part is what correlates with it; the rest is noise.
                var heard = clip.Render(1).Samples;
                var played = clip.Play(null, heard.Length);
                var gain = heard.Zip(played, (h, p) => h * p).Sum() / played.Sum(p => p * p);
                var noise = Sound.Rms([.. heard.Zip(played, (h, p) => h - gain * p)]);
                Assert.Equal(clip.SnrDb, 20 * Math.Log10(gain * Sound.Rms(played) / noise), 1.5);
            }
        }
    }

    [Fact]
    public void EveryFaultIsHeardUnderEveryOperation()
    {
        foreach (var machine in Machines.All)
        {
            var anomalies = DemoPlan.Section(machine, 0, DemoDataOptions.Demo).Where(c => c.Fault is not null).ToList();
            Assert.All(anomalies, c => Assert.InRange(c.Fault!.Value.Severity, machine.Severity.Low, machine.Severity.High));
            Assert.Equal(
                machine.Faults.Count * (machine.Source.Count + machine.Target.Count),
                anomalies.Select(c => (c.Fault!.Value.Kind, c.Operation)).Distinct().Count());
        }
    }

    [Fact]
    public void DomainsDifferInOperationAndNoise()
    {
        Assert.All(Machines.All, m => Assert.Empty(m.Source.Intersect(m.Target)));
        Assert.All(Machines.All, m => Assert.Equal(m.Target.Count, m.Target.Select(o => o.Speed).Except(m.Source.Select(o => o.Speed)).Count()));
        Assert.NotEqual(FactoryNoise.Source, FactoryNoise.Target);
    }

    [Fact]
    public void TextsBesideTheRecordings()
    {
        DemoData.Write(Data, Smallest with { Seed = 7 });
        var readme = File.ReadAllText(Path.Combine(Data, "README.txt"));
        Assert.Contains("Synthetic", readme, StringComparison.Ordinal);
        Assert.Contains("--preset tiny --seed 7", readme, StringComparison.Ordinal);

        var attributes = File.ReadAllLines(Path.Combine(Data, "dev_data", "SynthFan", "attributes_00.csv"));
        Assert.Equal("file_name,d1p,d1v,d2p,d2v", attributes[0]);
        Assert.Contains("SynthFan/train/section_00_source_train_normal_0000_speed_10_load_1.wav,speed,10,load,1", attributes);
        Assert.Equal(1 + 18, attributes.Length);
        Assert.Equal(1 + 6, File.ReadAllLines(Path.Combine(Data, "eval_data", "SynthSlider", "attributes_00.csv")).Length); // training clips only

        var made = File.ReadAllLines(Path.Combine(Data, DemoTexts.SynthesisFile));
        Assert.Equal(1 + 9 * 18, made.Length);
        Assert.Equal(9 * 6, made.Count(l => l.Contains(",anomaly,", StringComparison.Ordinal)));
        Assert.All(made.Skip(1), l => Assert.Equal(l.Contains(",anomaly,", StringComparison.Ordinal), l.Split(',')[7].Length > 0));
    }

    [Fact]
    public void AFolderThatIsNotEmptyIsRefused()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "thesis.txt"), "mine");
        var message = Assert.Throws<InputException>(() => DemoData.Write(Data, Smallest)).Message;
        Assert.Contains(Data, message, StringComparison.Ordinal);
        Assert.Equal(["data"], _folder.Names());
        Assert.Equal(["thesis.txt"], Files(Data));
    }

    [Fact]
    public void AnEmptyFolderIsFilled()
    {
        Directory.CreateDirectory(Data);
        DemoData.Write(Data, Smallest);
        Assert.Equal(["data"], _folder.Names());
        Assert.Equal(162, Dataset.Load(Data).Clips.Count);
    }

    [Fact]
    public void WhatAKilledRunLeftIsReplaced()
    {
        var left = Directory.CreateDirectory(Data + ".unfinished").FullName;
        File.WriteAllText(Path.Combine(left, "README.txt"), DemoTexts.Title + "\n");
        File.WriteAllText(Path.Combine(left, "half.wav"), "RIFF");
        DemoData.Write(Data, Smallest);
        Assert.Equal(["data"], _folder.Names());
        Assert.DoesNotContain("half.wav", Files(Data));
    }

    [Fact]
    public void AFolderInTheWayThatIsNotOursIsLeftAlone()
    {
        var left = Directory.CreateDirectory(Data + ".unfinished").FullName;
        File.WriteAllText(Path.Combine(left, "thesis.txt"), "mine");
        Assert.Contains(left, Assert.Throws<InputException>(() => DemoData.Write(Data, Smallest)).Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Files(left));
    }

    [Fact]
    public void StoppingLeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        void StopSoon(WorkProgress progress)
        {
            if (progress.Done >= 5) stop.Cancel();
        }
        Assert.ThrowsAny<OperationCanceledException>(() => DemoData.Write(Data, Smallest, StopSoon, stop.Token));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void ProgressCountsAllClips()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<WorkProgress>();
        DemoData.Write(Data, Smallest, seen.Add);
        Assert.Equal(Enumerable.Range(1, 162), seen.Select(p => (int)p.Done).Order());
        Assert.All(seen, p => Assert.Equal(162, p.Total));
    }

    private static string[] Files(string root) =>
        [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void AFolderThatAnotherRunIsWritingIsLeftAlone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("demo.unfinished"));
        using (FileLock.Take(folder.File("demo.unfinished.lock"), "demo"))
            Assert.Contains("in use", Assert.Throws<InputException>(() => DemoData.Write(folder.File("demo"), DemoDataOptions.Tiny)).Message, StringComparison.Ordinal);
        Assert.Equal(["demo.unfinished"], folder.Names());
        DemoData.Write(folder.File("demo"), DemoDataOptions.Tiny);
        Assert.Equal(["demo"], folder.Names());
    }
}
