using Ssl4Asd.Experiments.Compare.Workers;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>Makes the runs of a comparison, here or in workers, and tells how far they are.</summary>
internal sealed class RunMaker(DatasetRecordings recordings, Device device, ComparisonProgress progress, Action<string> notice, CancellationToken stop)
{
    /// <summary>Makes them all.</summary>
    /// <param name="runs">Those that are not finished.</param>
    /// <param name="all">How many there are with the finished ones, for messages.</param>
    /// <param name="workers">Processes that make the runs, several at once; this process makes them, one after the other, where null.</param>
    /// <param name="made">Called with each run when it is trained and scored.</param>
    /// <exception cref="InputException">Bad input; or the workers of a run died again and again: it is named, the others are made and kept.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    internal void Make(IReadOnlyList<ComparedRun> runs, int all, WorkerPool? workers, Action<ComparedRun> made)
    {
        if (workers is null)
            MakeHere(runs, made);
        else
            MakeElsewhere(runs, all, workers, made);
    }

    private void MakeHere(IReadOnlyList<ComparedRun> runs, Action<ComparedRun> made)
    {
        foreach (var run in runs)
        {
            stop.ThrowIfCancellationRequested();
            var shown = progress.Begin(run.Name);
            ComparedRun.TrainAndScore(run.Train, recordings, device, shown.Report, notice, stop);
            shown.End(isFinished: true);
            made(run);
        }
    }

    private void MakeElsewhere(IReadOnlyList<ComparedRun> runs, int all, WorkerPool pool, Action<ComparedRun> made)
    {
        var shown = new ComparisonProgress.Run?[runs.Count];
        var failures = new List<string>();
        pool.Run([.. runs.Select(r => new WorkerTask(r.Train, device.ToString()))],
            i => shown[i] = progress.Begin(runs[i].Name, isRetry: shown[i] is not null), Told, Retried, stop);
        if (failures.Count > 0)
            throw new InputException($"{failures.Count} of {all} runs could not be made: {string.Join("; ", failures)}. The others are kept; run the same again to go on, with fewer --workers if memory was short.");

        void Retried(int i, string why, int times)
        {
            shown[i]!.End(isFinished: false);
            notice($"{runs[i].Name}, {why.TrimEnd('.')}; it is taken up again from its last epoch ({times} of {WorkerPool.MostRetries})");
        }

        void Told(int i, WorkerReply reply)
        {
            switch (reply.Word)
            {
                case WorkerWord.Progress:
                    shown[i]!.Report(reply.Progress!.Value);
                    break;
                case WorkerWord.Notice:
                    notice(reply.Text!);
                    break;
                case WorkerWord.Done:
                    shown[i]!.End(isFinished: true);
                    made(runs[i]);
                    break;
                default:
                    shown[i]!.End(isFinished: false);
                    failures.Add($"{runs[i].Name}, {reply.Text!.TrimEnd('.')}");
                    break;
            }
        }
    }
}
