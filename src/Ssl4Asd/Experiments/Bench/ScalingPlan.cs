using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>Which sizes are varied, one at a time, around those of a preset; each size is measured in a process of its own.</summary>
public static class ScalingPlan
{
    private const int Steps = 3;
    private const int Classes = 167;

    /// <summary>The sizes and their tasks.</summary>
    /// <param name="preset">All other sizes.</param>
    /// <param name="device">The name of a device.</param>
    public static IReadOnlyList<(string Work, string Size, IReadOnlyList<(double At, BenchTask Task)> Points)> Series(Preset preset, string device)
    {
        var batch = preset.Training.BatchSize;
        var small = WithBatch(preset, Math.Clamp(batch, 2, 16));
        double[] lengths = [.. Doubled(preset.ClipSeconds / 4, 4).Where(s => (preset with { ClipSeconds = s }).ClipSamples >= preset.MinClipSamples && s <= Preset.MaxClipSeconds)];
        static string Text(FormattableString text) => FormattableString.Invariant(text);
        BenchTask Task(BenchWork work, Preset sizes, int clips = 0, int classes = Classes) => new(work, sizes, classes, clips, Steps, device);
        return
        [
            ("training step", Text($"batch, {preset.ClipSeconds:0.##} s"), [.. Doubled(Math.Max(2, batch / 8), 4).Select(b => (b, Task(BenchWork.Training, WithBatch(preset, (int)b))))]),
            ("training step", $"clip length in s, batch {small.Training.BatchSize}", [.. lengths.Select(s => (s, Task(BenchWork.Training, small with { ClipSeconds = s })))]),
            ("training step", $"classes, batch {small.Training.BatchSize}", [.. Doubled(84, 4).Select(c => (c, Task(BenchWork.Training, small, classes: (int)c)))]),
            ("embedding", $"clips, batch {batch}", [.. Doubled(batch, 4).Select(n => (n, Task(BenchWork.Embedding, preset, (int)n)))]),
            ("embedding", $"clip length in s, {4 * small.Training.BatchSize} clips", [.. lengths.Select(s => (s, Task(BenchWork.Embedding, small with { ClipSeconds = s }, 4 * small.Training.BatchSize)))]),
            ("store build", Text($"clips of {preset.ClipSeconds:0.##} s"), [.. Doubled(128, 4).Select(n => (n, Task(BenchWork.Store, preset, (int)n)))]),
            ("k-means", "training clips of 14 sections", [.. Doubled(14 * 250, 4).Select(n => (n, Task(BenchWork.KMeans, preset, (int)n)))]),
        ];
    }

    private static Preset WithBatch(Preset preset, int batch) => preset with { Training = preset.Training with { BatchSize = batch } };

    private static IEnumerable<double> Doubled(double first, int count) => Enumerable.Range(0, count).Select(i => first * (1 << i));
}
