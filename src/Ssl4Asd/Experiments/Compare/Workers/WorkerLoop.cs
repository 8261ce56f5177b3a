using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Ssl4Asd.Audio;
using Ssl4Asd.Data;

namespace Ssl4Asd.Experiments.Compare.Workers;

/// <summary>
/// The other end of a <see cref="WorkerPool"/>: a process that trains and scores the runs it is told to, one after the other,
/// and keeps the recordings in between. It ends with its input, that is with the process that started it, however that ends.
/// </summary>
public static class WorkerLoop
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Works until the input ends. Call it on the main thread (<see cref="AllocatorTuning"/>), and let nobody else write to
    /// <paramref name="replies"/>.
    /// </summary>
    /// <param name="tasks">One JSON line for each run.</param>
    /// <param name="replies">Progress, notices and results as JSON lines.</param>
    /// <param name="explain">One line for an exception that a user can do something about, null for others, which pass through.</param>
    /// <param name="stop">Ends the work between two steps; finished epochs are kept.</param>
    /// <exception cref="InputException">A line is no task.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static void Run(TextReader tasks, TextWriter replies, Func<Exception, string?>? explain = null, CancellationToken stop = default)
    {
        Compute.Prepare(WorkerPool.ThreadsOfAWorker);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var ended = new ManualResetEventSlim();
        var inbox = new BlockingCollection<string>();
        var reader = new Thread(() => ReadAll(tasks, inbox, end, ended)) { IsBackground = true, Name = "tasks" };
        reader.Start();
        using var desk = new Desk(replies, end);
        try
        {
            while (desk.Do(WorkerMessages.Read<WorkerTask>(inbox.Take(end.Token)), explain))
            {
            }
        }
        catch (JsonException e)
        {
            throw new InputException("A worker got what is no task; it is started by compare, not by hand.", e);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // nobody wants more
        }
        finally
        {
            ended.Set();
        }
    }

    // A step of a large preset takes long, and some native calls cannot be told to stop: an orphan ends itself.
    // That loses nothing: files appear as a whole or not at all.
    private static void ReadAll(TextReader tasks, BlockingCollection<string> inbox, CancellationTokenSource end, ManualResetEventSlim ended)
    {
        try
        {
            while (tasks.ReadLine() is { } line)
                inbox.Add(line);
            end.Cancel();
            if (!ended.Wait(Grace))
                Process.GetCurrentProcess().Kill();
        }
        catch (ObjectDisposedException)
        {
            // the loop ended first
        }
    }

    /// <summary>The recordings and the line to the comparison.</summary>
    private sealed class Desk(TextWriter replies, CancellationTokenSource end) : IDisposable
    {
        private readonly Lock _gate = new(); // several threads read recordings
        private DatasetRecordings? _recordings;
        private (string Data, string? Truth, SoundFormat Format, bool SkipBroken) _of;

        /// <returns>Whether there can be a next one.</returns>
        internal bool Do(WorkerTask task, Func<Exception, string?>? explain)
        {
            try
            {
                var recordings = Recordings(task.Train);
                ComparedRun.TrainAndScore(task.Train, recordings, Compute.Device(task.Device),
                    p => Tell(new(WorkerWord.Progress, Progress: p)), line => Tell(new(WorkerWord.Notice, line)), end.Token);
                Tell(new(WorkerWord.Done));
                return true;
            }
            catch (InputException e)
            {
                Tell(new(WorkerWord.BadInput, explain?.Invoke(e) ?? e.Message));
                return true;
            }
            catch (Exception e) when (explain?.Invoke(e) is not null)
            {
                Tell(new(WorkerWord.Failed, explain(e)));
                return false;
            }
        }

        public void Dispose() => _recordings?.Dispose();

        private DatasetRecordings Recordings(TrainRequest train)
        {
            if (_recordings is not null && _of == (train.Data, train.Truth, train.Preset.Sound, train.SkipBroken))
                return _recordings;
            _recordings?.Dispose();
            _recordings = null;
            _of = (train.Data, train.Truth, train.Preset.Sound, train.SkipBroken);
            return _recordings = DatasetRecordings.Load(train.Data, train.Preset.Sound, train.SkipBroken, [Split.Train, Split.Test], truth: train.Truth, stop: end.Token);
        }

        private void Tell(WorkerReply reply)
        {
            lock (_gate)
            {
                try
                {
                    replies.WriteLine(WorkerMessages.Line(reply));
                    replies.Flush();
                }
                catch (IOException)
                {
                    end.Cancel(); // nobody listens
                }
            }
        }
    }
}
