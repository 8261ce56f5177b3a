using System.Runtime.InteropServices;

namespace Ssl4Asd.Experiments;

/// <summary>
/// glibc gives every large block back to the kernel when it is freed, and training frees hundreds of megabytes a step:
/// most of a step then goes into page faults. Told to keep what it has, it reuses the same pages.
/// </summary>
internal static partial class AllocatorTuning
{
    // malloc.h
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;

    /// <summary>Tells glibc to keep freed blocks of up to 1 GiB; does nothing where the C library is another one.</summary>
    internal static void KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            mallopt(MmapThreshold, 1 << 30);
            mallopt(TrimThreshold, int.MaxValue);
            mallopt(ArenaMax, 1); // the arenas of other threads hold no blocks of more than 64 MB
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // musl and others have no such setting
        }
    }

    [LibraryImport("libc")]
    private static partial int mallopt(int param, int value);
}
