using System.Runtime.InteropServices;

namespace Ssl4Asd.Experiments;

/// <summary>
/// glibc gives every large block back to the kernel when it is freed, and training frees hundreds of megabytes a step:
/// most of a step then goes into page faults. Told to keep what it has, it reuses the same pages. That holds for the main
/// thread: glibc gives other threads arenas that cannot hold blocks of more than 64 MB, so train on the main one.
/// </summary>
internal static partial class AllocatorTuning
{
    // malloc.h
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    /// <summary>Tells glibc to keep freed blocks of up to 1 GiB; does nothing where the C library is another one.</summary>
    internal static void KeepFreedMemory() => OnGlibc(() =>
    {
        if (mallopt(MmapThreshold, 1 << 30) == 0)
            mallopt(MmapThreshold, 32 << 20); // the most that older versions accept
        mallopt(TrimThreshold, -1); // never
    });

    /// <summary>
    /// Gives free memory between blocks that live back to the kernel. Blocks of many sizes leave holes in which the next ones do
    /// not fit, and what the process holds grows from step to step: at DCASE2023's size by an eighth to a third within some twenty.
    /// Call it now and then where most is alive: what it gives back has to be asked for again.
    /// </summary>
    internal static void ReturnHoles() => OnGlibc(() => malloc_trim(0));

    private static void OnGlibc(Action call)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            call();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // musl and others have no such functions
        }
    }

    [LibraryImport("libc")]
    private static partial int mallopt(int param, int value);

    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint pad);
}
