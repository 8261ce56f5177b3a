using System.Runtime.InteropServices;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>The calls of the C library that capture file descriptors; Linux and macOS.</summary>
internal static class Libc
{
    public const short PollIn = 1;

    private static readonly nuint CloseOnExec = OperatingSystem.IsMacOS() ? 0x20006601u : 0x5451u; // FIOCLEX

    [StructLayout(LayoutKind.Sequential)]
    public struct PollFd
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    /// <summary>Keeps a descriptor from the processes that cells start.</summary>
    public static int Private(int descriptor)
    {
        Ioctl(descriptor, CloseOnExec); // not fcntl: its third argument is variadic, which is passed differently on Apple's ARM
        return descriptor;
    }

    [DllImport("libc", EntryPoint = "dup", SetLastError = true)]
    public static extern int Dup(int descriptor);

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static extern int Dup2(int from, int to);

    [DllImport("libc", EntryPoint = "pipe", SetLastError = true)]
    public static extern int Pipe([Out] int[] ends);

    [DllImport("libc", EntryPoint = "close")]
    public static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    public static extern nint Read(int descriptor, byte[] buffer, nuint count);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static extern int Poll(ref PollFd descriptor, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "fflush")]
    public static extern int Flush(nint stream);

    [DllImport("libc", EntryPoint = "getppid")]
    public static extern int ParentProcess();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Ioctl(int descriptor, nuint request);
}
