using System.Collections.Concurrent;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>Brings what follows an <c>await</c> back to the cell's thread, where an interrupt finds it.</summary>
internal sealed class CellSynchronization : SynchronizationContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> queue = [];
    private readonly Thread thread = Thread.CurrentThread;
    private volatile bool pumping;

    /// <summary>Starts an asynchronous cell on this thread and serves it to its end.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="token"/> was cancelled while the cell awaited.</exception>
    public object? Run(Func<Task<object>> start, CancellationToken token)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = start();
            if (!task.IsCompleted)
            {
                task.ContinueWith(_ => queue.CompleteAdding(), TaskScheduler.Default);
                pumping = true;
                foreach (var (call, state) in queue.GetConsumingEnumerable(token))
                {
                    pumping = false;
                    call(state);
                    pumping = true;
                }
            }
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            pumping = false;
            queue.CompleteAdding();
            SetSynchronizationContext(before);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            queue.Add((d, state));
            if (!pumping) _ = RescueAsync();
        }
        catch (InvalidOperationException)
        {
            // the cell has ended: what it left behind goes on elsewhere
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Thread.CurrentThread == thread) d(state);
        else Task.Run(() => d(state)).Wait();
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    // A cell that blocks on its own task (.Result) would wait for ever for what is queued behind it.
    private async Task RescueAsync()
    {
        while (!pumping && queue.Count > 0)
        {
            await Task.Delay(Patience).ConfigureAwait(false);
            var blocked = (thread.ThreadState & ThreadState.WaitSleepJoin) != 0;
            while (blocked && !pumping && queue.TryTake(out var item)) item.Call(item.State);
        }
    }
}
