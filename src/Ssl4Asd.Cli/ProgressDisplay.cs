using System.Diagnostics;
using Spectre.Console;

namespace Ssl4Asd.Cli;

/// <summary>Shows how far long work is: bars on a terminal, a line every few seconds otherwise. All on stderr.</summary>
internal static class ProgressDisplay
{
    internal static T Show<T>(Func<Action<WorkProgress>, T> work)
        => Console.IsErrorRedirected ? work(new PlainLines().Report) : ShowBars(work);

    private static T ShowBars<T>(Func<Action<WorkProgress>, T> work)
        => Output.ErrorConsole.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var gate = new Lock();
                var tasks = new Dictionary<string, ProgressTask>();
                return work(progress =>
                {
                    lock (gate)
                    {
                        if (!tasks.TryGetValue(progress.Task, out var task))
                            tasks[progress.Task] = task = context.AddTask(progress.Task, maxValue: Math.Max(1, progress.Total));
                        task.Description = Markup.Escape(progress.Note == "" ? progress.Task : $"{progress.Task}: {progress.Note}");
                        task.MaxValue = Math.Max(1, progress.Total);
                        task.Value = Math.Max(task.Value, progress.Done); // several threads may tell it out of order
                    }
                });
            });

    /// <summary>The first and the last word of each task, and in between one every five seconds, later one every hundredth of the time that it has taken, with the time left.</summary>
    private sealed class PlainLines
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
        private readonly Lock _gate = new();
        private string _task = "";
        private readonly long _start = Stopwatch.GetTimestamp();
        private TimeSpan _last; // since the start
        private (TimeSpan When, long Done) _first;

        internal void Report(WorkProgress progress)
        {
            lock (_gate)
            {
                var now = Stopwatch.GetElapsedTime(_start);
                if (progress.Task == _task && progress.Done < progress.Total && (now - _last < Interval || now - _last < (now - _first.When) / 100))
                    return;
                if (progress.Task != _task)
                    _first = (now, progress.Done);
                (_task, _last) = (progress.Task, now);
                Output.Note($"{progress.Text}{(progress.Note == "" ? "" : ": " + progress.Note)}{Left(progress, now)}");
            }
        }

        private string Left(WorkProgress progress, TimeSpan now)
        {
            if (progress.Done <= _first.Done || progress.Done >= progress.Total || now - _first.When < Interval)
                return "";
            var left = (now - _first.When) / (progress.Done - _first.Done) * (progress.Total - progress.Done);
            return left < TimeSpan.FromMinutes(2) ? $", {left.TotalSeconds:0} s left" : $", {left.TotalMinutes:0} min left";
        }
    }
}
