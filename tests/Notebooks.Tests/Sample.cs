using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Experiments.Explaining;
using Ssl4Asd.Experiments.Granularity;
using Ssl4Asd.Metrics;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring;
using Ssl4Asd.Training;

namespace Notebooks.Tests;

/// <summary>Small inputs for charts and tables.</summary>
internal static class Sample
{
    /// <summary>A sine.</summary>
    public static Waveform Sine(double frequency, double amplitude, int samples = 16_000, int rate = 16_000) =>
        new([.. Enumerable.Range(0, samples).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * frequency * i / rate)))], rate);

    public static Waveform Noise(int samples, int seed = 0)
    {
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, samples).Select(_ => (float)(random.NextDouble() - 0.5))], 16_000);
    }

    public static IReadOnlyList<HistoryRow> History(int steps = 50, bool supervised = true) => [.. Enumerable.Range(1, steps).Select(step => new HistoryRow
    {
        Epoch = 1,
        Step = step,
        Loss = 10.0 / step,
        SupervisedLoss = supervised ? 4.0 / step : null,
        SelfSupervisedLoss = 6.0 / step,
        SupervisedScale = supervised ? 10 + step : null,
        SelfSupervisedScale = 12 + step,
        Seconds = 0.1,
    })];

    /// <summary>Scores of a fan (development) and a saw (evaluation), eight clips of each domain and condition.</summary>
    public static IReadOnlyList<ScoreRow> Scores(int seed = 0, double shift = 0.5, bool anomalies = true)
    {
        var random = new Random(seed);
        var conditions = anomalies ? new[] { Condition.Normal, Condition.Anomaly } : [Condition.Normal];
        return
        [
            .. from machine in new[] { (Subset.Development, "fan"), (Subset.Evaluation, "saw") }
               from domain in new[] { Domain.Source, Domain.Target }
               from condition in conditions
               from i in Enumerable.Range(0, 8)
               let score = random.NextDouble() + (condition == Condition.Anomaly ? shift : 0) + (domain == Domain.Target ? 0.1 : 0)
               select new ScoreRow(machine.Item1, machine.Item2, "00", $"section_00_{domain}_test_{condition}_{i:0000}.wav", domain, condition, score, 0.9),
        ];
    }

    /// <summary>Three systems on coarse and fine classes.</summary>
    public static GranularitySummary Granularity() => new(
        [
            new("baseline", ClassGranularity.Machine, 0.60, 0.4), new("baseline", ClassGranularity.Attributes, 0.72, 0.8),
            new("featex", ClassGranularity.Machine, 0.64, 0.5), new("featex", ClassGranularity.Attributes, 0.70, 0.8),
            new("proposed", ClassGranularity.Machine, 0.62, 0.6), new("proposed", ClassGranularity.Attributes, 0.72, 0.8),
        ],
        [
            new("gain of all: machine − attributes", 0.04, 0.01, 0.06),
            new("gain of all: machine", 0.03, 0.02, 0.05), new("gain of all: attributes", -0.01, -0.025, -0.005),
            new("gain of featex: machine", 0.04, 0.02, 0.06), new("gain of featex: attributes", -0.02, -0.04, 0.01),
            new("gain of proposed: machine", 0.02, -0.01, 0.06), new("gain of proposed: attributes", 0, -0.02, 0.01),
        ],
        DataSets: 5, Seeds: 4);

    /// <summary>Random scores of all test clips of a published data set.</summary>
    public static IReadOnlyList<ScoreRow> Scores(DcaseData data, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. from machines in new[] { (Subset.Development, data.Development), (Subset.Evaluation, data.Evaluation) }
               from machine in machines.Item2
               from section in machine.Sections
               from i in Enumerable.Range(0, section.Test!.Value)
               select new ScoreRow(machines.Item1, machine.Machine, section.Section, $"section_{section.Section}_{i:0000}.wav", i % 4 < 2 ? Domain.Source : Domain.Target, i % 2 == 0 ? Condition.Normal : Condition.Anomaly, random.NextDouble(), 0.9),
        ];
    }

    public static ComparisonResults Results(int seeds = 3, bool ablations = false, Preset? preset = null, bool anomalies = true, DcaseData? data = null, IReadOnlyList<Variant>? variants = null)
    {
        variants ??= ablations ? [.. Variant.Systems, .. Variant.Ablations] : Variant.Systems;
        var request = new ComparisonRequest { Data = "data", Folder = "folder", Seeds = seeds, Variants = variants, Replicates = 100, Preset = preset ?? DemoPreset.Value };
        return new ComparisonResults(request,
            [.. from seed in Enumerable.Range(0, seeds) from variant in variants.Index() select Run(variant.Item, seed, data is not null ? Scores(data, 100 * seed + variant.Index) : Scores(100 * seed + variant.Index, 0.3 + 0.05 * variant.Index, anomalies))], default);
    }

    public static Clip Clip(string machine, Domain? domain = Domain.Source, Condition? condition = Condition.Normal, string attributes = "load_1", int number = 0) =>
        new($"/data/{machine}_{number}.wav", Subset.Development, machine, "00", Split.Test, domain, condition, attributes);

    /// <summary>Three groups of embeddings, one a machine.</summary>
    public static (float[,] Embeddings, IReadOnlyList<Clip> Clips) Embeddings()
    {
        var random = new Random(1);
        var embeddings = new float[30, 6];
        for (var i = 0; i < 30; i++)
        {
            for (var d = 0; d < 6; d++)
                embeddings[i, d] = (float)(random.NextDouble() * 0.5 + (d == i / 10 ? 3 : 0));
        }
        return (embeddings, [.. Enumerable.Range(0, 30).Select(i => Clip($"machine{i / 10}", i % 2 == 0 ? Domain.Source : Domain.Target, i % 3 == 0 ? Condition.Anomaly : Condition.Normal, number: i))]);
    }

    /// <summary>Two machines, one of them mostly taken for the other.</summary>
    public static IReadOnlyList<ClassPrediction> Predictions() =>
    [
        new(Clip("fan", number: 1), "fan/00/load_1/source", 0.9), new(Clip("fan", number: 2), "fan/00/load_2/source", 0.6), new(Clip("fan", number: 3), "fan/00/load_1/source", 0.9),
        new(Clip("fan", number: 4), "saw/00/load_1/source", 0.4), new(Clip("saw", number: 5), "fan/00/load_1/source", 0.5),
    ];

    /// <summary>A threshold of 0.9, from ten held-out clips.</summary>
    public static SectionThreshold Threshold() => new(0.9, new ThresholdScores([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1], isHeldOut: true), null);

    /// <summary>A score each second, and a threshold of 2.</summary>
    public static IReadOnlyList<Detection> Along(params double[] scores) => [.. scores.Select((score, i) => new Detection("long.wav", score, 2) { Start = i })];

    /// <summary>Two bands, three moments, from the third second of a recording on.</summary>
    public static Explanation Why() => new("a.wav", 2, 1.2, 0.9, [0, 1000, 8000], [2, 2.5, 3, 3.5], [0.1, 0.6], [0, 0.1, 0.5], new[,] { { 0, 0.05, 0 }, { 0, 0.1, 0.5 } })
    {
        Clip = Noise(24_000),
    };

    private static RunResult Run(Variant variant, int seed, IReadOnlyList<ScoreRow> scores) =>
        new(variant, seed, scores, Evaluation.Of(scores.Select(r => r.ToScoredClip()), Evaluation.MinimumClips));
}
