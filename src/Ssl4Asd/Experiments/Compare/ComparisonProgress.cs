using Ssl4Asd.Data;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>
/// Brings the progress of many runs onto one scale, so that the time left can be told: the unit is one clip through the
/// network; training one counts three times (forward, and backward for weights and inputs). Runs that were finished before
/// do not count.
/// </summary>
internal sealed class ComparisonProgress(int runs, int unfinished, int epochs, Dataset dataset, Action<WorkProgress>? report)
{
    private readonly int _training = 3 * epochs * dataset.TrainClips.Count;
    private int _total = unfinished * ((3 * epochs + 1) * dataset.TrainClips.Count + dataset.TestClips.Count);
    private int _run;
    private int _before;
    private bool _isTraining;
    private string _name = "";

    /// <summary>The next run begins.</summary>
    internal void Next(string name) => _name = $"run {++_run}/{runs} {name}";

    /// <summary>How far the run is with one of its tasks.</summary>
    internal void Report(WorkProgress task)
    {
        var units = task.Task switch
        {
            "training" => _training,
            "embedding" => task.Total,
            _ => 0, // reading recordings: once for all runs
        };
        var done = (int)((long)units * task.Done / Math.Max(1, task.Total));
        if (task.Task == "training" && !_isTraining)
        {
            // what an earlier process has trained is neither left to do nor done in this one's time
            var earlier = (int)((long)units * (task.Done - 1) / Math.Max(1, task.Total));
            _total -= earlier;
            _before -= earlier;
        }
        _isTraining = task.Task == "training";
        Tell(_before + done, $"{_name}, {(task.Note == "" ? task.Task : task.Note)}");
        if (task.Done == task.Total)
            _before += units;
    }

    /// <summary>All runs are done.</summary>
    internal void Finish()
    {
        if (unfinished > 0)
            Tell(_total, $"all {runs} runs finished");
    }

    private void Tell(int done, string note) => report?.Invoke(new WorkProgress("comparing", Math.Min(done, _total), _total, note));
}
