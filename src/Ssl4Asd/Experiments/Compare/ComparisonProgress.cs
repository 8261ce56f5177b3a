using Ssl4Asd.Data;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>
/// Brings the progress of many runs, several at once too, onto one scale, so that the time left can be told: the unit, a clip pass, is one
/// clip through the network; training one counts three times (forward, and backward for weights and inputs). Runs that were
/// finished before do not count.
/// </summary>
internal sealed class ComparisonProgress(int runs, int unfinished, int epochs, Dataset dataset, Action<WorkProgress>? report)
{
    private const int MostShown = 4;

    private readonly long _training = 3L * epochs * dataset.TrainClips.Count;
    private readonly long _run = (3L * epochs + 1) * dataset.TrainClips.Count + dataset.TestClips.Count;
    private readonly Lock _gate = new(); // recordings are read by several threads
    private readonly List<Run> _active = [];
    private long _total = unfinished * ((3L * epochs + 1) * dataset.TrainClips.Count + dataset.TestClips.Count);
    private long _ended;   // units of runs that are over
    private int _finished = runs - unfinished;

    /// <summary>A run begins.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="isRetry">Whether it was over already.</param>
    internal Run Begin(string name, bool isRetry = false)
    {
        _total += isRetry ? _run : 0;
        var run = new Run(this, name);
        _active.Add(run);
        return run;
    }

    /// <summary>All runs are over.</summary>
    internal void Finish()
    {
        if (unfinished > 0)
            Tell($"{_finished} of {runs} runs finished");
    }

    private void Tell()
    {
        var more = _active.Count > MostShown ? $"; {_active.Count - MostShown} more" : "";
        Tell($"{_finished}/{runs} runs done; {string.Join("; ", _active.Take(MostShown))}{more}");
    }

    private void Tell(string note) => report?.Invoke(new WorkProgress("comparing", Math.Min(_ended + _active.Sum(r => r.Done), _total), _total, note, "clip passes"));

    /// <summary>One run that is being made.</summary>
    internal sealed class Run(ComparisonProgress all, string name)
    {
        private long _before;   // units of its tasks that are over
        private long _task;     // units of the present one
        private long _earlier;  // units that an earlier process has done
        private bool _isTraining;
        private string _note = "starting";

        internal long Done => _before + _task;

        /// <summary>How far the run is with one of its tasks.</summary>
        internal void Report(WorkProgress task)
        {
            lock (all._gate)
                Count(task);
        }

        private void Count(WorkProgress task)
        {
            var units = task.Task switch
            {
                "training" => all._training,
                "embedding" => task.Total,
                _ => 0, // reading recordings: once for all runs
            };
            long Units(long done) => units * done / Math.Max(1, task.Total);
            if (task.Task == "training" && !_isTraining)
            {
                // neither left to do nor done in this process's time
                _earlier = Units(task.Done - 1);
                _before -= _earlier;
                all._total -= _earlier;
            }
            _isTraining = task.Task == "training";
            (_task, _note) = (Units(task.Done), task.Note == "" ? task.Task : task.Note);
            all.Tell();
            if (task.Done == task.Total)
                (_before, _task) = (_before + _task, 0);
        }

        /// <summary>The run is over; what it has left out is not left to do.</summary>
        internal void End(bool isFinished)
        {
            all._active.Remove(this);
            all._total -= all._run - _earlier - Done;
            all._ended += Done;
            all._finished += isFinished ? 1 : 0;
        }

        public override string ToString() => $"{name}: {_note}";
    }
}
