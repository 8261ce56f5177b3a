using System.Text.Json;
using Ssl4Asd.Experiments.Compare.Workers;
using Ssl4Asd.Scoring;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>The process that measures a <see cref="BenchTask"/>; peak memory is only its own in a process that does nothing else.</summary>
public static class BenchWorker
{
    private const int Sections = 14;
    private const int FirstSteps = 10; // of a process, that are told by themselves

    /// <summary>Measures; call it on the main thread of a new process.</summary>
    /// <param name="line">A <see cref="BenchTask"/> as JSON.</param>
    /// <param name="stop">Ends the work between two steps.</param>
    /// <returns>A <see cref="BenchReply"/> as JSON.</returns>
    /// <exception cref="InputException">The line is no task, or the task cannot be done here.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static string Run(string line, CancellationToken stop = default)
    {
        Compute.Prepare();
        try
        {
            return WorkerMessages.Line(Measure(WorkerMessages.Read<BenchTask>(line), stop));
        }
        catch (JsonException e)
        {
            throw new InputException("A measurement got what is no task; it is started by bench, not by hand.", e);
        }
    }

    internal static BenchReply Measure(BenchTask task, CancellationToken stop)
    {
        task.Preset.Validate();
        var device = Compute.Device(task.Device);
        return task.Work switch
        {
            BenchWork.Training => Training(task, device, stop),
            BenchWork.Embedding => Embedding(task, device, stop),
            BenchWork.Store => Store(task, device, stop),
            _ => KMeans(task, device, stop),
        };
    }

    private static BenchReply Training(BenchTask task, Device device, CancellationToken stop)
    {
        using var step = new TrainingStep(task.Preset, task.Classes, device, task.LayerByLayer);
        var (waveforms, labels) = step.Noise();
        using (waveforms)
        using (labels)
            return Timed(task, device, () => step.Run(waveforms, labels), stop) with { Parameters = step.Model.parameters().Where(p => p.requires_grad).Sum(p => p.numel()) };
    }

    private static BenchReply Embedding(BenchTask task, Device device, CancellationToken stop)
    {
        using var recordings = new BenchRecordings(task.Preset, task.Clips);
        using var step = new TrainingStep(task.Preset, task.Classes, device, task.LayerByLayer);
        return Timed(task, device, () => Embedder.Embed(step.Model.Network, task.Preset, recordings.Store, device, stop: stop), stop);
    }

    private static BenchReply Store(BenchTask task, Device device, CancellationToken stop)
    {
        using var recordings = new BenchRecordings(task.Preset, task.Clips);
        return Timed(task, device, () => recordings.Build(stop), stop);
    }

    private static BenchReply KMeans(BenchTask task, Device device, CancellationToken stop)
    {
        var embeddings = new BenchEmbeddings(Sections, task.Clips / Sections, testClips: 1);
        return Timed(task, device, () => AnomalyScorer.Fit(embeddings.Train, embeddings.TrainEmbeddings, task.Preset.Scoring, seed: 0), stop);
    }

    private static BenchReply Timed(BenchTask task, Device device, Action work, CancellationToken stop)
    {
        var clock = new StageClock(device);
        var warmUp = Steps(2, task.WarmUp);
        var seconds = Steps(task.Steps, task.WarmUp / 4);
        return new BenchReply(seconds, PeakMemory.OfThisProcess(), get_num_threads(), __version__, First: [.. warmUp.Take(FirstSteps)]);

        List<double> Steps(int least, double leastSeconds)
        {
            var all = new List<double>();
            while (all.Count < least || all.Sum() < leastSeconds)
            {
                stop.ThrowIfCancellationRequested();
                all.Add(clock.Seconds(work));
            }
            return all;
        }
    }
}
