using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Ssl4Asd.Kernel.Cells;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// What native code and started processes write to the file descriptors 1 and 2, past <see cref="Console"/>: both
/// become pipes, and what arrives is output of the cell that runs. On Windows nothing is captured.
/// </summary>
internal static class NativeOutput
{
    private static readonly List<Capture> Captures = [];

    /// <summary>Begins to capture, for the rest of the process's life.</summary>
    public static void Start()
    {
        if (OperatingSystem.IsWindows()) return;
        Log.KeepError();
        Captures.AddRange([new(1), new(2)]);
    }

    /// <summary>Delivers everything that was written before the call.</summary>
    public static void Drain()
    {
        if (Captures.Count == 0) return;
        Flush(0); // C keeps text for a pipe back until its buffer is full
        foreach (var capture in Captures) capture.Drain();
    }

    // One descriptor: its pipe and the thread that empties it. A mark that is written into the pipe tells when it was empty.
    private sealed class Capture
    {
        private static readonly byte[] Mark = [0, .. Guid.NewGuid().ToByteArray().Select(b => (byte)(b | 128)), 0];
        private readonly SemaphoreSlim marked = new(0);
        private readonly Decoder decoder = new UTF8Encoding(false).GetDecoder();
        private readonly int descriptor;

        public Capture(int descriptor)
        {
            this.descriptor = descriptor;
            var ends = new int[2];
            if (Pipe(ends) != 0 || Dup2(ends[1], descriptor) < 0) throw new IOException("no pipe for the output of native code");
            _ = Close(ends[1]);
            var stream = new FileStream(new SafeFileHandle(ends[0], ownsHandle: true), FileAccess.Read, 0);
            new Thread(() => Read(stream), 256 << 10) { IsBackground = true, Name = $"output of descriptor {descriptor}" }.Start();
        }

        public void Drain()
        {
            if (Write(descriptor, Mark, (nuint)Mark.Length) == Mark.Length) marked.Wait(TimeSpan.FromSeconds(5));
        }

        private void Read(FileStream stream)
        {
            var (bytes, count) = (new byte[64 << 10], 0);
            for (int read; (read = stream.Read(bytes, count, bytes.Length - count)) > 0;)
            {
                count += read;
                for (int at; (at = bytes.AsSpan(0, count).IndexOf(Mark)) >= 0; marked.Release())
                {
                    Deliver(bytes.AsSpan(0, at));
                    bytes.AsSpan(at + Mark.Length, count - at - Mark.Length).CopyTo(bytes);
                    count -= at + Mark.Length;
                }
                var begun = bytes.AsSpan(0, count).LastIndexOf((byte)0); // of a mark that came in two pieces
                var whole = begun >= 0 && count - begun < Mark.Length && Mark.AsSpan().StartsWith(bytes.AsSpan(begun, count - begun)) ? begun : count;
                Deliver(bytes.AsSpan(0, whole));
                bytes.AsSpan(whole, count - whole).CopyTo(bytes);
                count -= whole;
            }
        }

        private void Deliver(ReadOnlySpan<byte> bytes)
        {
            var chars = new char[bytes.Length + 1];
            if (decoder.GetChars(bytes, chars, flush: false) is > 0 and var length) CellOutput.Current?.Write(new string(chars, 0, length), isError: descriptor == 2);
        }
    }

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static extern int Dup2(int from, int to);

    [DllImport("libc", EntryPoint = "pipe", SetLastError = true)]
    private static extern int Pipe([Out] int[] ends);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint Write(int descriptor, byte[] bytes, nuint count);

    [DllImport("libc", EntryPoint = "fflush")]
    private static extern int Flush(nint stream);
}
