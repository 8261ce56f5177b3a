using System.IO.Pipes;

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
        _ = Flush(0); // C keeps text for a pipe back until its buffer is full
        Captures.ForEach(capture => capture.Drain());
    }

    // One descriptor: its pipe and the thread that empties it. A mark that is written into the pipe tells when it was empty.
    private sealed class Capture
    {
        private static readonly byte[] Mark = [0, .. Guid.NewGuid().ToByteArray().Select(b => (byte)(b | 128)), 0];
        private readonly AnonymousPipeServerStream pipe = new(PipeDirection.In);
        private readonly SemaphoreSlim marked = new(0);
        private readonly Decoder decoder = new UTF8Encoding(false).GetDecoder();
        private readonly FileStream writer;
        private readonly int descriptor;

        public Capture(int descriptor)
        {
            if (Dup2((int)pipe.ClientSafePipeHandle.DangerousGetHandle(), this.descriptor = descriptor) < 0) throw new IOException("no pipe for the output of native code");
            pipe.DisposeLocalCopyOfClientHandle();
            writer = new(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, 0);
            new Thread(Read, 256 << 10) { IsBackground = true, Name = $"output of descriptor {descriptor}" }.Start();
        }

        public void Drain()
        {
            writer.Write(Mark);
            marked.Wait(TimeSpan.FromSeconds(5));
        }

        private void Read()
        {
            var (bytes, count) = (new byte[64 << 10], 0);
            for (int read; (read = pipe.Read(bytes, count, bytes.Length - count)) > 0;)
            {
                count += read;
                for (int at; (at = bytes.AsSpan(0, count).IndexOf(Mark)) >= 0; marked.Release()) Deliver(at, Mark.Length);
                var begun = bytes.AsSpan(0, count).LastIndexOf((byte)0); // of a mark that came in two pieces
                Deliver(begun >= 0 && count - begun < Mark.Length && Mark.AsSpan().StartsWith(bytes.AsSpan(begun, count - begun)) ? begun : count, 0);
            }

            void Deliver(int length, int skip)
            {
                var chars = new char[length + 1];
                if (decoder.GetChars(bytes.AsSpan(0, length), chars, flush: false) is > 0 and var decoded) CellOutput.Current?.Write(new string(chars, 0, decoded), isError: descriptor == 2);
                count -= length + skip;
                bytes.AsSpan(length + skip, count).CopyTo(bytes);
            }
        }
    }

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)] private static extern int Dup2(int from, int to);
    [DllImport("libc", EntryPoint = "fflush")] private static extern int Flush(nint stream);
}
