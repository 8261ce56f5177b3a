using Ssl4Asd.Audio.Store;

namespace Ssl4Asd.Tests.Audio.Store;

public sealed class WriteBehindTests
{
    [Fact]
    public void It_flushes_every_so_often_and_one_at_a_time()
    {
        using var gate = new SemaphoreSlim(0);
        var (begun, running) = (0, 0);
        using var behind = new WriteBehind(() =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            Interlocked.Increment(ref begun);
            gate.Wait();
            Interlocked.Decrement(ref running);
        });
        behind.Add(WriteBehind.FlushedAtOnce - 1);
        behind.Finish();
        Assert.Equal(0, begun);
        for (var i = 0; i < 5; i++)
            behind.Add(WriteBehind.FlushedAtOnce); // the first begins, the others find it running
        gate.Release();
        behind.Finish();
        Assert.Equal(1, begun);
        behind.Add(1); // what came meanwhile
        gate.Release();
        behind.Finish();
        Assert.Equal(2, begun);
        behind.Add(WriteBehind.FlushedAtOnce - 1);
        behind.Finish();
        Assert.Equal(2, begun);
    }

    [Fact]
    public void A_flush_that_fails_is_told_to_the_next_who_adds_or_ends()
    {
        using var behind = new WriteBehind(() => throw new IOException("no space left"));
        behind.Add(WriteBehind.FlushedAtOnce);
        Assert.Equal("no space left", Assert.Throws<IOException>(behind.Finish).Message);
        Assert.Equal("no space left", Assert.Throws<IOException>(() => behind.Add(WriteBehind.FlushedAtOnce)).Message);
    }

    [Fact]
    public async Task Disposing_waits_and_tells_nothing()
    {
        using var gate = new SemaphoreSlim(0);
        var hasEnded = false;
        var behind = new WriteBehind(() =>
        {
            gate.Wait();
            hasEnded = true;
            throw new IOException();
        });
        behind.Add(WriteBehind.FlushedAtOnce);
        var disposed = Task.Run(behind.Dispose);
        Assert.False(disposed.IsCompleted);
        gate.Release();
        await disposed;
        Assert.True(hasEnded);
    }
}
