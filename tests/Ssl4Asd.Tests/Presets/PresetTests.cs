using Ssl4Asd.Audio;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Tests.Presets;

public class PresetTests
{
    [Fact]
    public void PaperPresetsHoldThePapersNumbers()
    {
        var paper = PaperPresets.Dcase2023;
        Assert.Equal(16_000, paper.SampleRate);
        Assert.Equal(288_000, paper.ClipSamples);
        Assert.Equal(160_000, PaperPresets.Dcase2022.ClipSamples);
        Assert.Equal((1024, 512, 513), (paper.Features.WindowLength, paper.Features.HopLength, paper.Features.Bins));
        Assert.Equal(561, paper.Features.Frames(paper.ClipSamples));
        Assert.Equal(16, paper.Heads.Subclusters);
        Assert.Equal((10, 64), (paper.Training.Epochs, paper.Training.BatchSize));
        Assert.Equal((1e-3, 1e-7, 1e-5), (paper.Training.LearningRate, paper.Training.AdamEpsilon, paper.Training.WeightPenalty));
        Assert.Equal((16, 90.0), (paper.Scoring.Clusters, paper.Scoring.ThresholdPercentile));
        Assert.Equal((CropRule.EachEpoch, ResidualVersion.Uniform), (paper.Crops, paper.Residual)); // ours: src/README.md, "Deviations"
        // of the other years only the length of clips differs, and of 2026 the channel
        Assert.Equal(
            [11.0, 10, 10, 12, 12, 16], new[] { "2020", "2021", "2022", "2024", "2025", "2026" }.Select(year => Preset.Named($"paper-dcase{year}").ClipSeconds));
        Assert.All(PaperPresets.All.Skip(1), p => Assert.Equal(paper with { Name = p.Name, ClipSeconds = p.ClipSeconds, Channels = p.Channels }, p));
        Assert.Equal(["paper-dcase2026"], PaperPresets.All.Where(p => p.Channels != ChannelChoice.Average).Select(p => p.Name));
    }

    [Fact]
    public void SystemsHoldThePapersProbabilities()
    {
        Assert.Equal((1.0, true, false, 1), Describe(SystemDefinition.Baseline));
        Assert.Equal((0.5, true, true, 9), Describe(SystemDefinition.Proposed));
        Assert.Equal((0.5, false, true, 3), Describe(SystemDefinition.Named("statex")));
        Assert.Equal((0.5, false, true, 3), Describe(SystemDefinition.Named("featex")));
        Assert.Equal((0.5, true, true, 3), Describe(SystemDefinition.Named("regular+statex")));
        Assert.Equal((0.5, true, true, 3), Describe(SystemDefinition.Named("regular+featex")));
        Assert.Equal(["baseline", "statex", "featex", "regular+statex", "regular+featex", "proposed"], SystemDefinition.Table1.Select(s => s.Name));
        Assert.All(SystemDefinition.Table1, s => Assert.True(s.StatExProbability is null or 0.5 && s.FeatExProbability is null or 0.5));
        Assert.All(SystemDefinition.Table1, s => Assert.True(s.TemporalMeanNormalisation && !s.FullStatEx && s.SelfSupervisedLabels && s.SelfSupervisedCentresTrainable));
        Assert.All(SystemDefinition.All, s => Assert.True(s.SupervisedSeesStatEx && s.Classes == ClassGranularity.Domain));

        static (double, bool, bool, int) Describe(SystemDefinition s) => (s.MixupProbability, s.SupervisedLoss, s.SelfSupervisedLoss, s.ClassFactor);
    }

    [Fact]
    public void EachAblationChangesOneThing()
    {
        var proposed = SystemDefinition.Proposed;
        Assert.Equal(
            [
                proposed with { Name = "proposed-without-labels", SelfSupervisedLabels = false },
                proposed with { Name = "proposed-fixed-centres", SelfSupervisedCentresTrainable = false },
                proposed with { Name = "proposed-full-statex", FullStatEx = true, TemporalMeanNormalisation = false },
            ],
            SystemDefinition.Table2);
    }

    [Fact]
    public void PublishedTablesHaveACellForEverySystem()
    {
        string[] Cells(IEnumerable<SystemDefinition> systems, params string[] data) =>
            [.. from d in data from subset in new[] { "development", "evaluation" } from domain in new[] { "source", "target", "mixed" } from s in systems select $"{d} {subset} {domain} {s.Name}"];
        Assert.Equal(Cells(SystemDefinition.Table1, "dcase2022", "dcase2023"), PublishedResults.Table1.Select(c => $"{c.Data} {c.Subset} {c.Domain} {c.System}"));
        Assert.Equal(Cells(SystemDefinition.Table2, "dcase2023"), PublishedResults.Table2.Select(c => $"{c.Data} {c.Subset} {c.Domain} {c.System}"));
        Assert.Equal(11, PublishedResults.Figure2.Count);
        Assert.Equal((64.2, 66.6), (PublishedResults.Scores[0].Development, PublishedResults.Scores[0].Evaluation));
        Assert.All(PublishedResults.Scores, s => Assert.NotEmpty(s.Source));
    }

    [Fact]
    public void AllPresetsAreValidAndFoundByName()
    {
        foreach (var preset in Preset.All)
            Assert.Same(preset, Preset.Named(preset.Validate().Name.ToUpperInvariant()));
        foreach (var system in SystemDefinition.All)
            Assert.Same(system, SystemDefinition.Named(system.Name));
        Assert.Contains("demo", Assert.Throws<InputException>(() => Preset.Named("demmo")).Message, StringComparison.Ordinal);
        Assert.Contains("baseline", Assert.Throws<InputException>(() => SystemDefinition.Named("basline")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASystemWithOtherClassesSaysSoInItsName()
    {
        Assert.Equal(SystemDefinition.Baseline with { Name = "baseline@machine", Classes = ClassGranularity.Machine }, SystemDefinition.Named("Baseline@Machine"));
        foreach (var system in SystemDefinition.All)
        {
            foreach (var classes in Enum.GetValues<ClassGranularity>())
            {
                var other = system.WithClasses(classes);
                Assert.Equal((classes, system.Name), (other.Classes, other.BaseName));
                Assert.Equal(other, SystemDefinition.Named(other.Name));
                Assert.Equal(system, other.WithClasses(ClassGranularity.Domain));
            }
        }
        Assert.Contains("did you mean 'machine'", Assert.Throws<InputException>(() => SystemDefinition.Named("baseline@machin")).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Preset> OutOfRange => new()
    {
        { "ClipSeconds", DemoPreset.Value with { ClipSeconds = 0.19 } },
        { "ClipSeconds", DemoPreset.Value with { ClipSeconds = double.NaN } },
        { "ClipSeconds", DemoPreset.Value with { ClipSeconds = -2 } },
        { "BatchSize", DemoPreset.Value with { Training = new() { BatchSize = 1 } } },
        { "Epochs", DemoPreset.Value with { Training = new() { Epochs = 0 } } },
        { "LearningRate", DemoPreset.Value with { Training = new() { LearningRate = double.PositiveInfinity } } },
        { "Subclusters", DemoPreset.Value with { Heads = new() { Subclusters = 0 } } },
        { "Clusters", DemoPreset.Value with { Scoring = new() { Clusters = 0 } } },
        { "ThresholdPercentile", DemoPreset.Value with { Scoring = new() { ThresholdPercentile = 101 } } },
        { "HopLength", DemoPreset.Value with { Features = new() { HopLength = 0 } } },
        { "WindowLength", DemoPreset.Value with { Features = new() { WindowLength = 1023 } } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void NumbersOutOfRangeAreNamed(string option, Preset preset)
        => Assert.Contains(option, Assert.Throws<InputException>(preset.Validate).Message, StringComparison.Ordinal);
}
