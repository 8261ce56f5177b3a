using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>Measures one stage after the other, each once in vain (caches, threads, just-in-time compilation) and then several times.</summary>
internal sealed class StageMeter(int runs, int stages, Device device, Action<WorkProgress>? report, CancellationToken stop)
{
    private int _done;

    internal StageClock Clock { get; } = new(device);

    /// <summary>The results of all runs but the first.</summary>
    internal IReadOnlyList<T> Runs<T>(string stage, Func<T> run)
    {
        var results = new List<T>();
        Tell(stage);
        for (var i = 0; i <= runs; i++)
        {
            stop.ThrowIfCancellationRequested();
            results.Add(run());
            _done++;
            Tell(stage);
        }
        return results[1..];
    }

    private void Tell(string stage) => report?.Invoke(new WorkProgress("measuring", _done, stages * (runs + 1), stage));

    /// <summary>Seconds for each clip, in each run.</summary>
    internal IReadOnlyList<double> SecondsPerClip(string stage, int clips, Action work) => Runs(stage, () => Clock.MeanSeconds(work) / clips);
}
