using System.Text;
using Ssl4Asd.Kernel.Cells;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// What native code and started processes write to the file descriptors 1 and 2, past <see cref="Console"/>: both
/// become pipes, and what arrives is output of the cell that runs. On Windows nothing is captured.
/// </summary>
internal sealed class NativeOutput : IDisposable
{
    private readonly List<Capture> captures = [];

    /// <summary>Begins to capture; until <see cref="Dispose"/>.</summary>
    public void Start()
    {
        if (OperatingSystem.IsWindows()) return;
        Log.KeepError();
        captures.Add(new(1, text => CellOutput.Current?.Write(text, isError: false)));
        captures.Add(new(2, text => CellOutput.Current?.Write(text, isError: true)));
    }

    /// <summary>Delivers everything that was written before the call.</summary>
    public void Drain()
    {
        if (captures.Count == 0) return;
        Libc.Flush(0); // C keeps text for a pipe back until its buffer is full
        foreach (var capture in captures) capture.Drain();
    }

    public void Dispose()
    {
        Drain();
        foreach (var capture in captures) capture.Dispose();
        captures.Clear();
    }

    /// <summary>One descriptor: its pipe and the thread that empties it.</summary>
    private sealed class Capture : IDisposable
    {
        private readonly Lock reading = new();
        private readonly Decoder decoder = new UTF8Encoding(false).GetDecoder();
        private readonly byte[] bytes = new byte[64 << 10];
        private readonly char[] chars = new char[(64 << 10) + 1];
        private readonly int descriptor, original, readEnd;
        private readonly Action<string> deliver;

        public Capture(int descriptor, Action<string> deliver)
        {
            (this.descriptor, this.deliver) = (descriptor, deliver);
            var ends = new int[2];
            if (Libc.Pipe(ends) != 0) throw new IOException("no pipe for the output of native code");
            (readEnd, original) = (Libc.Private(ends[0]), Libc.Private(Libc.Dup(descriptor)));
            Libc.Dup2(ends[1], descriptor);
            Libc.Close(ends[1]);
            new Thread(ReadAll, 256 << 10) { IsBackground = true, Name = $"output of descriptor {descriptor}" }.Start();
        }

        public void Drain()
        {
            lock (reading)
            {
                while (Poll(0) && ReadSome())
                {
                }
            }
        }

        public void Dispose() => Libc.Dup2(original, descriptor);

        // Waits outside of the lock and reads inside: after Drain nothing is between the pipe and the cell.
        private void ReadAll()
        {
            while (true)
            {
                Poll(-1);
                lock (reading)
                {
                    if (Poll(0) && !ReadSome()) return;
                }
            }
        }

        private bool Poll(int milliseconds)
        {
            var poll = new Libc.PollFd { Descriptor = readEnd, Events = Libc.PollIn };
            return Libc.Poll(ref poll, 1, milliseconds) > 0;
        }

        private bool ReadSome()
        {
            var count = (int)Libc.Read(readEnd, bytes, (nuint)bytes.Length);
            if (count <= 0) return false; // every writer is gone
            deliver(new string(chars, 0, decoder.GetChars(bytes.AsSpan(0, count), chars, flush: false)));
            return true;
        }
    }
}
