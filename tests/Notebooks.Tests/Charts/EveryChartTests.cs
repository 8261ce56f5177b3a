using System.Text.Json;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Notebooks.Embeddings;
using Ssl4Asd.Presets;
using static TorchSharp.torch;
using GenericChart = Plotly.NET.GenericChart;

namespace Notebooks.Tests.Charts;

/// <summary>What holds for all charts: a title with unit on every axis, a size, and a page that stays small.</summary>
public sealed class EveryChartTests(SampleDataset data) : IClassFixture<SampleDataset>
{
    private static readonly FeatureOptions Features = new();

    public static TheoryData<string> Names => [.. Charts(null!).Keys.Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryAxisHasATitleWithItsUnit(string name)
    {
        var chart = ChartJson.Of(Charts(data)[name]());
        var layout = chart.GetProperty("layout");
        foreach (var axis in chart.GetProperty("data").EnumerateArray().SelectMany(trace => new[] { AxisOf(trace, "x"), AxisOf(trace, "y") }).Distinct())
        {
            var style = layout.GetProperty(axis);
            var title = style.Text("title.text");
            var hasNames = style.TryGetProperty("type", out var type) && type.GetString() == "category" || style.TryGetProperty("ticktext", out _);
            var isEmpty = !style.GetProperty("showticklabels").GetBoolean(); // n/a
            Assert.True(hasNames || isEmpty || (title.Contains('(') && title.EndsWith(')')), $"{axis}: {title}");
            Assert.NotEmpty(title);
        }
        Assert.InRange(layout.GetProperty("width").GetInt32(), 300, 900);
        Assert.InRange(layout.GetProperty("height").GetInt32(), 200, 900);
        Assert.InRange(chart.GetRawText().Length, 100, 300_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatHoversHasANameOrAUnit(string name)
    {
        foreach (var trace in ChartJson.Traces(Charts(data)[name]()).Where(t => t.TryGetProperty("hovertemplate", out _)))
            Assert.DoesNotContain("undefined", trace.Text("hovertemplate"), StringComparison.Ordinal);
        Assert.All(ChartJson.Traces(Charts(data)[name]()), trace => Assert.True(
            trace.TryGetProperty("hovertemplate", out _) || trace.TryGetProperty("hoverinfo", out _) || trace.Text("type") == "box", trace.Text("type")));
    }

    private static string AxisOf(JsonElement trace, string letter) =>
        trace.TryGetProperty($"{letter}axis", out var id) ? $"{letter}axis{id.GetString()![1..]}" : $"{letter}axis";

    private static Dictionary<string, Func<GenericChart>> Charts(SampleDataset data)
    {
        var rows = Sample.Scores();
        return new Dictionary<string, Func<GenericChart>>
        {
            ["waveform"] = () => SoundCharts.Waveform(Sample.Noise(288_000)),
            ["spectrum"] = () => SoundCharts.Spectrum(Sample.Noise(288_000)),
            ["spectra"] = () => SoundCharts.Spectra([("a", Sample.Noise(3000)), ("b", Sample.Sine(100, 1))]),
            ["spectrogram of 18 s"] = () => SoundCharts.Spectrogram(Sample.Noise(288_000), Features),
            ["signed spectrogram of 18 s"] = () => SoundCharts.Spectrogram(randn(561, 513), Features, 16_000),
            ["beside"] = () => SoundCharts.Beside(SoundCharts.Waveform(Sample.Noise(3000)), SoundCharts.Spectrogram(Sample.Noise(3000), Features)),
            ["stacked"] = () => SoundCharts.Stacked(SoundCharts.Waveform(Sample.Noise(3000)), SoundCharts.Spectrogram(Sample.Noise(10), Features)),
            ["before and after 18 s"] = () => MethodCharts.BeforeAfter(rand(561, 513), rand(561, 513), randn(561, 513), Features, 16_000),
            ["frame statistics"] = () => MethodCharts.FrameStatistics(rand(561, 513), rand(561, 513), rand(561, 513), Features, 16_000),
            ["labels"] = () => MethodCharts.Labels([1, 0], [0, 0, 0.5f, 0, 0, 0.5f], ["a", "b"]),
            ["halves"] = () => MethodCharts.EmbeddingHalves(("own", randn(128), randn(128)), ("partner", randn(128), randn(1, 128))),
            ["loss"] = () => TrainingCharts.Loss(Sample.History(2000)),
            ["losses"] = () => TrainingCharts.Loss([("a", Sample.History()), ("b", Sample.History(20))]),
            ["scale"] = () => TrainingCharts.Scale(Sample.History()),
            ["scale trap"] = () => TrainingCharts.ScaleTrap([("a", [10, 100, 1000])], 500),
            ["lines"] = () => TrainingCharts.Lines([("a", [1, 2], [3, 4])], "x (s)", "y (m)", logY: true),
            ["map"] = () => EmbeddingCharts.Map(Projection.Pca(Sample.Embeddings().Embeddings), [.. Sample.Embeddings().Clips.Select(c => c.Machine)], "map"),
            ["by machine"] = () => EmbeddingCharts.ByMachine(Projection.TSne(Sample.Embeddings().Embeddings), Sample.Embeddings().Clips),
            ["by domain"] = () => EmbeddingCharts.ByDomain(Projection.Pca(Sample.Embeddings().Embeddings), Sample.Embeddings().Clips),
            ["by condition"] = () => EmbeddingCharts.ByCondition(Projection.Pca(Sample.Embeddings().Embeddings), Sample.Embeddings().Clips),
            ["by class"] = () => EmbeddingCharts.ByClass(Projection.Pca(Sample.Embeddings().Embeddings), Sample.Embeddings().Clips),
            ["histogram"] = () => ScoreCharts.Histogram(rows, "fan", "00"),
            ["histogram of a domain"] = () => ScoreCharts.Histogram(rows, "fan", "00", Ssl4Asd.Data.Domain.Target),
            ["histogram n/a"] = () => ScoreCharts.Histogram(rows, "none", "00"),
            ["roc"] = () => ScoreCharts.Roc(rows, "fan", "00"),
            ["roc n/a"] = () => ScoreCharts.Roc(Sample.Scores(anomalies: false), "fan", "00"),
            ["confusion"] = () => ScoreCharts.ConfusionOfClasses(Sample.Predictions()),
            ["confusion of a machine"] = () => ScoreCharts.ConfusionOfClasses(Sample.Predictions(), "fan"),
            ["seeds"] = () => ResultCharts.Seeds(Sample.Results()),
            ["one seed"] = () => ResultCharts.Seeds(Sample.Results(1)),
            ["systems"] = () => ResultCharts.Systems(Sample.Results()),
            ["systems, one seed"] = () => ResultCharts.Systems(Sample.Results(1)),
            ["differences"] = () => ResultCharts.Differences(Sample.Results()),
            ["differences to the proposed"] = () => ResultCharts.Differences(Sample.Results(ablations: true), "proposed"),
            ["ladder"] = () => ResultCharts.Ladder(Sample.Results(1, variants: Variant.Ladder)),
            ["ladder n/a"] = () => ResultCharts.Ladder(Sample.Results(1)),
            ["machines"] = () => ResultCharts.Machines(Sample.Results()),
            ["ensemble"] = () => ResultCharts.Ensemble(Sample.Results()),
            ["ensemble n/a"] = () => ResultCharts.Ensemble(Sample.Results(1)),
            ["figure 2"] = () => ResultCharts.Figure2(Sample.Results()),
            ["granularity, scores"] = () => GranularityCharts.Scores(Sample.Granularity()),
            ["granularity, gains"] = () => GranularityCharts.Gains(Sample.Granularity()),
            ["granularity, knowledge"] = () => GranularityCharts.Knowledge(Sample.Granularity()),
            ["scores of a detector"] = () => DetectorCharts.Scores(rows, "fan", Sample.Threshold()),
            ["scores of a detector n/a"] = () => DetectorCharts.Scores(rows, "none", Sample.Threshold()),
            ["along"] = () => DetectorCharts.Along(Sample.Along(1, 3, 1), 2, [("it breaks", 2)]),
            ["along two hours"] = () => DetectorCharts.Along(Sample.Along([.. Enumerable.Range(0, 7200).Select(i => (double)(i % 5))]), 2),
            ["along n/a"] = () => DetectorCharts.Along([], 2),
            ["why"] = () => DetectorCharts.Why(Sample.Why(), Features),
            ["clip counts"] = () => DataCharts.ClipCounts(data.Dataset),
            ["lengths"] = () => DataCharts.Lengths(data.Train),
            ["levels"] = () => DataCharts.Levels(data.Train, data.Dataset.TrainClips),
        };
    }
}
