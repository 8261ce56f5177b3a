using System.Collections.Concurrent;
using System.Diagnostics;
using Ssl4Asd.Presets;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Compare.Workers;

/// <summary>
/// Trains several runs at once, each in a process of its own with one thread: small batches do not keep several cores busy,
/// several runs do. Processes, because libtorch's libraries take their number of threads from the environment when they are
/// loaded, and because glibc keeps big blocks for the main thread only (<see cref="AllocatorTuning"/>). A run has one
/// thread however many workers there are, so that its numbers do not depend on that.
/// </summary>
public sealed class WorkerPool
{
    /// <summary>Threads of each worker.</summary>
    public const int ThreadsOfAWorker = 1;

    /// <summary>How often a run whose worker died is taken up again.</summary>
    public const int MostRetries = 3;

    private const int Most = 1024;
    private readonly Func<ProcessStartInfo> _start;

    /// <summary>Starts nothing yet.</summary>
    /// <param name="count">Workers at most, 1 … 1024; no more are started than there are runs to make.</param>
    /// <param name="start">Makes the command of a process that calls <see cref="WorkerLoop.Run"/> with its standard streams (<see cref="Command"/>).</param>
    /// <exception cref="InputException">The number is out of range.</exception>
    public WorkerPool(int count, Func<ProcessStartInfo> start)
    {
        Check.That(count is >= 1 and <= Most, "workers", count, FormattableString.Invariant($"in 1 … {Most}"));
        (Count, _start) = (count, start);
    }

    /// <summary>Workers at most.</summary>
    public int Count { get; }

    /// <summary>How many workers a device and the machine's memory have room for.</summary>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="preset">All sizes.</param>
    /// <returns>One for each core, fewer where memory is short; 1 on a GPU.</returns>
    public static int DefaultCount(Device device, Preset preset) => device.type == DeviceType.CPU
        ? DefaultCount(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, preset)
        : 1;

    // Recordings are mapped and shared: they take what is left.
    internal static int DefaultCount(int cores, long memory, Preset preset)
        => (int)Math.Clamp(memory / Compute.MemoryOfTraining(preset), 1, Math.Min(cores, Most));

    /// <summary>The command line of this package as a worker.</summary>
    /// <param name="cli">Its program, or its dll, which is started by dotnet.</param>
    public static ProcessStartInfo Command(string cli)
    {
        var isDll = Path.GetExtension(cli).Equals(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isDll ? Dotnet() : cli);
        foreach (var argument in isDll ? new[] { cli, "worker" } : ["worker"])
            start.ArgumentList.Add(argument);
        return start;
    }

    // the one that runs this process, where it is one
    private static string Dotnet()
        => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? path : "dotnet";

    /// <summary>
    /// Makes all runs; what it tells, it tells on the calling thread. A run whose worker dies goes on in another one after those
    /// that wait, at most <see cref="MostRetries"/> times; then it is left out, and the others are made.
    /// </summary>
    /// <param name="tasks">The runs.</param>
    /// <param name="begun">Told the number of each run that begins, also when it is taken up again.</param>
    /// <param name="told">Told each reply, with the number of its run; <see cref="WorkerWord.Failed"/> if its worker died once too often.</param>
    /// <param name="retried">Told the number of each run that is going to be taken up again, why, and how often that makes.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A worker found bad input, or cannot be started.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised; all workers are gone.</exception>
    internal void Run(IReadOnlyList<WorkerTask> tasks, Action<int> begun, Action<int, WorkerReply> told, Action<int, string, int> retried, CancellationToken stop)
    {
        var events = new BlockingCollection<(WorkerProcess From, WorkerReply? Reply)>();
        var waiting = new Queue<int>(Enumerable.Range(0, tasks.Count));
        var retries = new int[tasks.Count];
        var busy = new Dictionary<WorkerProcess, int>();
        var workers = new List<WorkerProcess>();
        try
        {
            for (var i = Math.Min(Count, tasks.Count); i > 0; i--)
                Begin(Start());
            while (busy.Count > 0)
            {
                var (from, reply) = events.Take(stop);
                if (!busy.TryGetValue(from, out var run))
                    continue; // the end of one that had nothing to do any more
                if (reply?.Word == WorkerWord.BadInput)
                    throw new InputException(reply.Text!);
                if (reply is null)
                {
                    // Ctrl-C reaches all processes of a terminal, and a worker may be the first to end
                    if (stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.5)))
                        stop.ThrowIfCancellationRequested();
                    reply = new WorkerReply(WorkerWord.Failed, from.Obituary());
                }
                if (reply.Word == WorkerWord.Failed && retries[run] < MostRetries)
                {
                    retried(run, reply.Text!, ++retries[run]);
                    waiting.Enqueue(run);
                }
                else
                    told(run, reply);
                if (reply.Word is WorkerWord.Progress or WorkerWord.Notice)
                    continue;
                busy.Remove(from);
                if (waiting.Count > 0)
                    Begin(reply.Word == WorkerWord.Done ? from : Start());
                else
                    from.Close();
            }
        }
        finally
        {
            foreach (var worker in workers)
                worker.Close(); // all at once, then wait for each
            foreach (var worker in workers)
                worker.Dispose();
        }

        WorkerProcess Start()
        {
            var worker = new WorkerProcess(_start(), (from, reply) => events.Add((from, reply), CancellationToken.None));
            workers.Add(worker);
            return worker;
        }

        void Begin(WorkerProcess worker)
        {
            var run = waiting.Dequeue();
            busy.Add(worker, run);
            begun(run);
            worker.Begin(tasks[run]);
        }
    }
}
