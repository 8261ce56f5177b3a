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
        Assert.True(paper.Features.TemporalMeanNormalisation);
        Assert.Equal(16, paper.Heads.Subclusters);
        Assert.Equal((10, 64), (paper.Training.Epochs, paper.Training.BatchSize));
        Assert.Equal((1e-3, 1e-7, 1e-5), (paper.Training.LearningRate, paper.Training.AdamEpsilon, paper.Training.WeightPenalty));
        Assert.Equal((16, 90.0), (paper.Scoring.Clusters, paper.Scoring.ThresholdPercentile));
        Assert.Equal(paper with { Name = "paper-dcase2022", ClipSeconds = 10 }, PaperPresets.Dcase2022);
    }

    [Fact]
    public void SystemsHoldThePapersProbabilities()
    {
        Assert.Equal((1.0, true, false, 1), Describe(SystemDefinition.Baseline));
        Assert.Equal((0.5, true, true, 9), Describe(SystemDefinition.Proposed));
        Assert.Equal((0.5, 0.5), (SystemDefinition.Proposed.StatExProbability, SystemDefinition.Proposed.FeatExProbability));

        static (double, bool, bool, int) Describe(SystemDefinition s) => (s.MixupProbability, s.SupervisedLoss, s.SelfSupervisedLoss, s.ClassFactor);
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
