namespace Ssl4Asd.Kernel.Zmq;

/// <summary>Counts bytes that are held for several connections, up to a limit.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long used;

    public long Used => Interlocked.Read(ref used);

    /// <exception cref="ZmtpException">The limit is reached.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref used, bytes) <= limit) return;
        Give(bytes);
        throw new ZmtpException("too much is being received at once");
    }

    public void Give(long bytes) => Interlocked.Add(ref used, -bytes);
}
