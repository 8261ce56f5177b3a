using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ssl4Asd.Experiments.Compare.Workers;

/// <summary>One worker, seen from the comparison: takes a run, replies, and ends when it is disposed of.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // longer than a worker takes to end itself
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    private const string NoOtherProcess = "compare with --workers 1 needs no other process.";

    private readonly Process _process;
    private volatile string _lastError = "";
    private volatile Exception? _unread;

    /// <summary>Starts it.</summary>
    /// <param name="start">The program; streams and threads are set here.</param>
    /// <param name="tell">Told each reply, and null at the end; on other threads.</param>
    /// <exception cref="InputException">The program cannot be started.</exception>
    internal WorkerProcess(ProcessStartInfo start, Action<WorkerProcess, WorkerReply?> tell)
    {
        (start.UseShellExecute, start.CreateNoWindow) = (false, true);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = start.StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        // read when libraries are loaded, so they cannot be set later
        foreach (var name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
            start.Environment[name] = WorkerPool.ThreadsOfAWorker.ToString(CultureInfo.InvariantCulture);
        start.Environment.TryAdd("OMP_WAIT_POLICY", "passive");
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new InputException($"{start.FileName}: cannot be started ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); {NoOtherProcess}", e);
        }
        new Thread(ReadErrors) { IsBackground = true, Name = "worker's errors" }.Start();
        new Thread(() => ReadReplies(tell)) { IsBackground = true, Name = "worker's replies" }.Start();
    }

    /// <summary>Hands it a run; a worker that is dead already says so by its end.</summary>
    internal void Begin(WorkerTask task)
    {
        try
        {
            _process.StandardInput.WriteLine(WorkerMessages.Line(task));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>How it ended, in the middle of a sentence; only after its end was told.</summary>
    /// <exception cref="InputException">It may be well: this process cannot read its replies, and would not read those of another one.</exception>
    internal string Obituary()
    {
        if (_unread is { } e)
            throw new InputException($"the replies of a worker cannot be read ({e.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.')}); {NoOtherProcess}", e);
        if (!_process.WaitForExit(Grace))
            return "its worker sent what is no message";
        var code = _process.ExitCode;
        var how = code > 128 && !OperatingSystem.IsWindows() ? $"was killed by signal {code - 128}" : $"ended with exit code {code}";
        return $"its worker {how}{(_lastError == "" ? "" : $": {_lastError}")}";
    }

    /// <summary>Tells the worker that nobody wants more.</summary>
    internal void Close()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Waits a little for its end, then ends it.</summary>
    public void Dispose()
    {
        Close();
        if (!_process.WaitForExit(Grace))
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void ReadReplies(Action<WorkerProcess, WorkerReply?> tell)
    {
        try
        {
            while (_process.StandardOutput.ReadLine() is { } line)
                tell(this, WorkerMessages.Read<WorkerReply>(line));
        }
        catch (Exception e) when (e is JsonException or ObjectDisposedException or InvalidOperationException)
        {
            // as good as dead
        }
        catch (Exception e) // with too few file handles even parts of .NET cannot be loaded
        {
            _unread = e;
        }
        tell(this, null);
    }

    // Of a stack trace the line that is not indented.
    private void ReadErrors()
    {
        try
        {
            while (_process.StandardError.ReadLine() is { } line)
            {
                if (line != "" && !char.IsWhiteSpace(line[0]))
                    _lastError = line;
            }
        }
        catch (Exception) // as above; without them an obituary says less
        {
        }
    }
}
