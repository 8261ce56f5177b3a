namespace Ssl4Asd;

/// <summary>Counts as <see cref="WorkProgress"/>, told at once: Progress&lt;T&gt; would do it later, from the thread pool and out of order.</summary>
internal sealed class DirectProgress : IProgress<int>
{
    private readonly Action<int> _report;

    private DirectProgress(Action<int> report) => _report = report;

    internal static IProgress<int>? Of(string task, int total, Action<WorkProgress>? report)
        => report is null ? null : new DirectProgress(done => report(new WorkProgress(task, done, total)));

    public void Report(int value) => _report(value);
}
