namespace Ssl4Asd.Audio.Store;

/// <summary>
/// Has what was written go on to the disk while the writing continues, so that little is left to wait for at its end. One flush
/// at a time, on a thread of its own: those of the pool are busy writing. Callers see to it that one thread at a time calls.
/// </summary>
/// <param name="flush">Returns when all that is written so far is on the disk.</param>
internal sealed class WriteBehind(Action flush) : IDisposable
{
    /// <summary>In bytes: so much that disks write it well, so little that the last flush is short.</summary>
    internal const long FlushedAtOnce = 16 << 20;

    private long _written;
    private Task _running = Task.CompletedTask;

    /// <summary>Counts what was written, and begins a flush where it is time for one and the last has ended.</summary>
    /// <exception cref="IOException">The last flush failed.</exception>
    internal void Add(long bytes)
    {
        _written += bytes;
        if (_written >= FlushedAtOnce && _running.IsCompleted)
        {
            _running.GetAwaiter().GetResult();
            _written = 0;
            _running = Task.Factory.StartNew(flush, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for a flush that is under way.</summary>
    /// <exception cref="IOException">It failed.</exception>
    internal void Finish() => _running.GetAwaiter().GetResult();

    /// <summary>Waits for a flush that is under way, whatever comes of it.</summary>
    public void Dispose() => Task.WaitAny(_running);
}
