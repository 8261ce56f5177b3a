namespace Ssl4Asd.Kernel.Cells;

/// <summary>
/// Stops a cell: first by its checks (<see cref="CellStop"/>), by what it awaits, and by the engine's token; then, for code
/// that sleeps or waits, by <see cref="Thread.Interrupt"/> of the threads that are at work for it, until all have ended.
/// </summary>
internal sealed class RunningCell : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    // Goes wherever the cell's calls go: into what it awaits, its tasks and its threads.
    private static readonly AsyncLocal<RunningCell?> Current = new(Follow);
    private static volatile RunningCell? last;

    private readonly Lock gate = new();
    private readonly HashSet<Thread> threads = [];
    private readonly CancellationTokenSource source = new();
    private readonly ManualResetEventSlim ended = new(initialState: true);
    private Timer? timer;
    private int running;

    /// <summary>Begins a cell: what an earlier one left behind is not stopped any more.</summary>
    public RunningCell()
    {
        last = this;
        CellStop.Requested = false;
    }

    /// <summary>Cancelled when the cell that began last is to stop.</summary>
    public static CancellationToken Token => last?.source.Token ?? default;

    /// <summary>The cell was asked to stop.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Runs a part of the cell that began last.</summary>
    public static async Task RunAsync(Func<Task> part)
    {
        var cell = last ?? throw new InvalidOperationException("no cell has begun");
        lock (cell.gate) if (cell.running++ == 0) cell.ended.Reset();
        Current.Value = cell;
        CellConsole.Install();
        try
        {
            await part().ConfigureAwait(false);
        }
        finally
        {
            Current.Value = null;
            lock (cell.gate) if (--cell.running == 0) cell.ended.Set();
        }
    }

    /// <summary>Asks the cell to stop.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (Stopped) return;
            Stopped = CellStop.Requested = true;
            timer = new Timer(_ => InterruptThreads(), null, Patience, Patience);
        }
        ThreadPool.QueueUserWorkItem(_ => source.Cancel()); // its callbacks take their own time
    }

    /// <summary>
    /// Waits until the cell has really ended: the engine gives up a stopped one at once. One that waits for what cannot be
    /// ended, with no thread at work for it, is left alone after a while.
    /// </summary>
    public void WaitForEnd()
    {
        while (!ended.Wait(4 * Patience))
        {
            lock (gate) if (Stopped && threads.Count == 0) return;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
        }
    }

    // Called by .NET on every thread that begins or ceases to work for a cell. An exception here would end the process.
    private static void Follow(AsyncLocalValueChangedArgs<RunningCell?> change)
    {
        while (true)
        {
            try
            {
                if (change.PreviousValue is { } left)
                {
                    lock (left.gate) left.threads.Remove(Thread.CurrentThread);
                    if (left.Stopped) Thread.Sleep(1); // an interrupt that found the thread awake strikes at its next wait: that is to be here
                }
                if (change.CurrentValue is { } entered) lock (entered.gate) entered.threads.Add(Thread.CurrentThread);
                return;
            }
            catch (ThreadInterruptedException)
            {
            }
        }
    }

    private void InterruptThreads()
    {
        lock (gate)
        {
            if (timer is null) return;
            foreach (var thread in threads.Where(thread => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0)) thread.Interrupt();
        }
    }
}
