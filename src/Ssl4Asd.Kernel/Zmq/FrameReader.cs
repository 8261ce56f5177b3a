using System.Buffers.Binary;
using System.Net.Sockets;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>
/// Reads frames from a peer that is not trusted: memory grows with what has come, not with what was announced, and is
/// counted until <see cref="Release"/>.
/// </summary>
internal sealed class FrameReader(Socket socket, ZmtpLimits limits, MemoryBudget budget)
{
    private const int FirstChunk = 64 << 10, CommandBytes = 64 << 10;
    private readonly byte[] buffer = new byte[16 << 10];
    private int next, end;
    private long taken;

    /// <summary>Reads exactly <paramref name="count"/> bytes.</summary>
    public byte[] Read(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Reads a whole message, or one command; null at the end of the connection.</summary>
    public (byte[][] Frames, ZmtpCommand? Command)? ReadMessage()
    {
        if (!WaitForMore()) return null;
        var frames = new List<byte[]>();
        while (true)
        {
            var frame = ReadFrame();
            if (frame.IsCommand) // never within a message
                return frames.Count == 0 ? ([], ZmtpCommand.Parse(frame.Body)) : throw new ZmtpException("a command within a message");
            frames.Add(frame.Body);
            if (!frame.More) return ([.. frames], null);
            if (frames.Count == limits.Frames) throw new ZmtpException("too many frames");
        }
    }

    /// <summary>The message that was read last is not held any more.</summary>
    public void Release()
    {
        budget.Give(taken);
        taken = 0;
    }

    private Frame ReadFrame()
    {
        Span<byte> head = stackalloc byte[9];
        Fill(head[..2]);
        var flags = head[0];
        if ((flags & ~(Frame.MoreFlag | Frame.LongFlag | Frame.CommandFlag)) != 0) throw new ZmtpException("unknown flags");
        var (isLong, isCommand, more) = ((flags & Frame.LongFlag) != 0, (flags & Frame.CommandFlag) != 0, (flags & Frame.MoreFlag) != 0);
        if (isCommand && more) throw new ZmtpException("a command with more frames");
        if (isLong) Fill(head[2..]);
        var length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(head[1..]) : head[1];
        if (length > (ulong)(isCommand ? CommandBytes : limits.MessageBytes)) throw new ZmtpException("too long a frame");
        return new(ReadBody((int)length), more, isCommand);
    }

    private byte[] ReadBody(int length)
    {
        var body = Array.Empty<byte>();
        for (var have = 0; have < length;)
        {
            var size = (int)Math.Min(length, Math.Max(FirstChunk, 2L * have));
            Take(size - have);
            Array.Resize(ref body, size);
            Fill(body.AsSpan(have));
            have = size;
        }
        return body;
    }

    private void Take(int bytes)
    {
        if (taken + bytes > limits.MessageBytes) throw new ZmtpException("too long a message");
        budget.Take(bytes);
        taken += bytes;
    }

    private void Fill(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (next == end && bytes.Length >= buffer.Length)
            {
                var got = socket.Receive(bytes);
                if (got == 0) throw new ZmtpException("the connection ended within a frame");
                bytes = bytes[got..];
                continue;
            }
            if (next == end && !Refill()) throw new ZmtpException("the connection ended within a frame");
            var count = Math.Min(bytes.Length, end - next);
            buffer.AsSpan(next, count).CopyTo(bytes);
            next += count;
            bytes = bytes[count..];
        }
    }

    // Between messages a peer may be silent for hours; within one the socket's time-out holds.
    private bool WaitForMore()
    {
        if (next < end) return true;
        socket.Poll(-1, SelectMode.SelectRead);
        return Refill();
    }

    private bool Refill()
    {
        (next, end) = (0, socket.Receive(buffer));
        return end > 0;
    }
}
