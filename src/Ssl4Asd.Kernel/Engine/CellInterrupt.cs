namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// Stops the running cell: first by its checks (<see cref="CellStop"/>) and by its token, then, for code that sleeps or
/// waits, by <see cref="Thread.Interrupt"/> until it has ended.
/// </summary>
internal sealed class CellInterrupt
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly Lock gate = new();
    private Run? running;

    /// <summary>Begins a cell on the calling thread.</summary>
    public Run Begin()
    {
        CellStop.Requested = false;
        lock (gate) return running = new(this);
    }

    /// <summary>Asks the cell that runs now to stop; nothing where none runs.</summary>
    public void Request()
    {
        lock (gate) running?.Stop();
    }

    /// <summary>One cell's time.</summary>
    public sealed class Run(CellInterrupt owner) : IDisposable
    {
        private readonly CancellationTokenSource source = new();
        private readonly Thread thread = Thread.CurrentThread;
        private Timer? timer;

        /// <summary>Cancelled when the cell is to stop.</summary>
        public CancellationToken Token => source.Token;

        /// <summary>The cell was asked to stop.</summary>
        public bool Stopped { get; private set; }

        /// <summary>The cell has ended: from here on nothing is interrupted any more.</summary>
        public void End()
        {
            while (!TryEnd())
            {
            }
        }

        // An interrupt that found the thread awake strikes at its next wait: that is to be here.
        private bool TryEnd()
        {
            try
            {
                lock (owner.gate)
                {
                    if (owner.running == this) owner.running = null;
                }
                timer?.Dispose();
                if (Stopped) Thread.Sleep(1);
                return true;
            }
            catch (ThreadInterruptedException)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            End();
            source.Dispose();
        }

        // called under the gate
        internal void Stop()
        {
            if (Stopped) return;
            Stopped = true;
            CellStop.Requested = true;
            timer = new Timer(_ => InterruptThread(), null, Patience, Patience);
            // its callbacks take their own time
            ThreadPool.QueueUserWorkItem(_ => Cancel());
        }

        private void Cancel()
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // the cell ended first
            }
        }

        private void InterruptThread()
        {
            lock (owner.gate)
            {
                if (owner.running == this) thread.Interrupt();
            }
        }
    }
}
