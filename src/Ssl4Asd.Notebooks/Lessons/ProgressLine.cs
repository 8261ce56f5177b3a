using System.Diagnostics;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>
/// Progress as one line that is written over: "\r" begins it anew, in notebooks as on terminals. At most four times a
/// second, since every time is a message to the front end; and only where the work takes longer than a few seconds.
/// </summary>
internal sealed class ProgressLine(TextWriter output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private readonly Stopwatch _sinceLast = new();
    private string _written = "";
    private string _latest = "";

    internal void Report(WorkProgress progress)
    {
        _latest = $"{progress.Text}{(progress.Note.Length > 0 ? $", {progress.Note}" : "")}";
        if (_sinceStart.Elapsed > Patience && (!_sinceLast.IsRunning || _sinceLast.ElapsedMilliseconds > 250))
            Write();
    }

    private void Write()
    {
        if (_latest == _written)
            return;
        output.Write($"\r{_latest.PadRight(_written.Length)}");
        output.Flush();
        _written = _latest;
        _sinceLast.Restart();
    }

    public void Dispose()
    {
        if (_written.Length == 0)
            return;
        Write();
        output.WriteLine();
    }
}
