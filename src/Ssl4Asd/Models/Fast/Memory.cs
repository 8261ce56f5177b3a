namespace Ssl4Asd.Models.Fast;

/// <summary>Memory of a thread for what is between transforms; kept for the next time.</summary>
internal static unsafe class Memory
{
    private const int Line = 64; // bytes that a cache moves at once

    [ThreadStatic]
    private static float[]? t_memory;

    /// <summary>So many numbers, undefined, at the start of a cache line. The next call gives the same ones again.</summary>
    internal static float* Of(long count)
    {
        if (t_memory is null || t_memory.Length < count + Line / sizeof(float))
            t_memory = GC.AllocateArray<float>((int)count + Line / sizeof(float), pinned: true);
        fixed (float* start = t_memory) // it is pinned for ever
            return (float*)(((nint)start + Line - 1) / Line * Line);
    }

    /// <summary>The least odd number of cache lines that so many numbers take: neighbours at such distances do not share a place in the cache.</summary>
    internal static long OddLines(long count) => (((count + 15) / 16) | 1) * 16;
}
