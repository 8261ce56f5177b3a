using Ssl4Asd.Scoring;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>How fast each stage of the proposed system is here, from recordings to scores, and how far from what the machine can do.</summary>
public static class StageBench
{
    private const int Stages = 6; // that take runs of their own

    /// <summary>Measures all stages. Call <see cref="Compute.Prepare"/> before, and call it on the main thread.</summary>
    /// <param name="request">Sizes and numbers of runs.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="stop">Ends the work between two measurements.</param>
    /// <returns>The stages in the order of the work.</returns>
    /// <exception cref="InputException">An option or the data set cannot be used, or there is no room for the recordings.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static StageReport Run(StageRequest request, Device device, Action<WorkProgress>? report = null, CancellationToken stop = default)
    {
        var preset = request.Validate().Preset;
        var meter = new StageMeter(request.Runs, Stages, device, report, stop);
        var matrix = MatrixRate.Measure(device);
        using var recordings = new BenchRecordings(preset, Math.Max(64, 2 * preset.Training.BatchSize), request.Data);
        var build = meter.SecondsPerClip("store build", recordings.Count, () => recordings.Build(stop));
        using var step = new TrainingStep(preset, request.Classes, device);
        var clips = new TrainingClips(recordings.Store, [.. Enumerable.Range(0, recordings.Count).Select(i => i % request.Classes)], request.Classes, preset.ClipSamples);
        var loading = meter.SecondsPerClip("batch loading", recordings.Count, () => Load(clips, preset.Training.BatchSize, device));
        var steps = Train(step, meter);
        var embedding = meter.SecondsPerClip("embedding", recordings.Count, () => Embedder.Embed(step.Model.Network, preset, recordings.Store, device, stop: stop));

        var embeddings = new BenchEmbeddings(request.Sections, request.SectionClips, request.SectionTestClips);
        var kMeans = meter.SecondsPerClip("k-means", embeddings.Train.Count, () => AnomalyScorer.Fit(embeddings.Train, embeddings.TrainEmbeddings, preset.Scoring, seed: 0));
        var scorer = AnomalyScorer.Fit(embeddings.Train, embeddings.TrainEmbeddings, preset.Scoring, seed: 0);
        var scoring = meter.SecondsPerClip("scoring", embeddings.Test.Count, () => scorer.Score(embeddings.Test, embeddings.TestEmbeddings));

        matrix = Math.Max(matrix, MatrixRate.Measure(device)); // other work may have been in the way of the first

        double Median(IEnumerable<double> seconds) => Spread.Of(seconds).Median;
        var whole = Median(loading) + Median(steps.Select(s => s.Features)) + Median(steps.Select(s => s.Forward)) + Median(steps.Select(s => s.Backward)) + Median(steps.Select(s => s.Optimiser));
        StageResult Part(string name, IEnumerable<double> seconds, double? flops = null) => Stage(name, seconds, flops) with { ShareOfStep = Median(seconds) / whole };
        IReadOnlyList<StageResult> stages =
        [
            Stage("store build", build),
            Part("batch loading", loading),
            Part("features", steps.Select(s => s.Features)),
            Part("forward", steps.Select(s => s.Forward), NetworkCost.Forward(preset, request.Classes)),
            Part("backward", steps.Select(s => s.Backward), NetworkCost.Backward(preset, request.Classes)),
            Part("optimiser", steps.Select(s => s.Optimiser)),
            Stage("training step", loading.Zip(steps, (l, s) => l + s.Total), NetworkCost.Forward(preset, request.Classes) + NetworkCost.Backward(preset, request.Classes)),
            Stage("embedding", embedding, NetworkCost.Embedding(preset)),
            Stage("k-means", kMeans),
            Stage("scoring", scoring),
        ];
        return new StageReport(request, stages, matrix, Spread.Of(loading.Zip(steps, (l, s) => s.Total / l)), device.ToString(), get_num_threads());
    }

    private static StageResult Stage(string name, IEnumerable<double> secondsPerClip, double? flops = null)
        => new(name, Spread.Of(secondsPerClip.Select(s => 1 / s)), FlopsPerSecond: flops is { } f ? Spread.Of(secondsPerClip.Select(s => f / s)) : null);

    // A pass over all recordings, as in an epoch.
    private static void Load(TrainingClips clips, int batch, Device device)
    {
        foreach (var (waveforms, labels) in clips.Epoch(batch, new Random(0), new Random(0), device))
        {
            waveforms.Dispose();
            labels.Dispose();
        }
    }

    // Seconds for each clip, in each run.
    private static IReadOnlyList<StepSeconds> Train(TrainingStep step, StageMeter meter)
    {
        var (waveforms, labels) = step.Noise();
        using (waveforms)
        using (labels)
            return meter.Runs("training", () =>
            {
                var (sum, times) = (default(StepSeconds), 0);
                for (; sum.Total < StageClock.LeastSeconds; times++)
                    sum += step.Time(waveforms, labels);
                return sum / (times * waveforms.size(0));
            });
    }
}
