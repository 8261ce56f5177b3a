using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ssl4Asd.Kernel.Tests.Zmq;

/// <summary>A client's end of ZMTP, written apart from the server's: DEALER, REQ or SUB.</summary>
internal sealed class ZmtpClient : IDisposable
{
    private readonly Socket socket;
    private readonly NetworkStream stream;

    public ZmtpClient(IPEndPoint address, string type, string identity = "", byte minor = 1)
    {
        (socket, stream) = Connect(address);
        var greeting = new byte[64];
        (greeting[0], greeting[9], greeting[10], greeting[11]) = (0xFF, 0x7F, 3, minor);
        "NULL"u8.CopyTo(greeting.AsSpan(12));
        stream.Write(greeting);
        var theirs = ReadExactly(64);
        Assert.Equal((0xFF, 0x7F, 3), (theirs[0], theirs[9], theirs[10]));
        SendCommand("READY", [.. Property("Socket-Type", type), .. Property("Identity", identity)]);
        var (flags, ready) = ReadFrame();
        Assert.Equal(4, flags);
        Assert.StartsWith("\u0005READY\u000bSocket-Type", Encoding.Latin1.GetString(ready));
    }

    /// <summary>A plain connection with time-outs.</summary>
    public static (Socket, NetworkStream) Connect(IPEndPoint address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000, SendTimeout = 10_000 };
        socket.Connect(address);
        return (socket, new NetworkStream(socket, ownsSocket: true));
    }

    public void Send(params byte[][] frames)
    {
        for (var i = 0; i < frames.Length; i++) SendFrame(i < frames.Length - 1 ? 1 : 0, frames[i]);
    }

    public void SendCommand(string name, byte[] data) => SendFrame(4, [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data]);

    public void SendRaw(byte[] bytes) => stream.Write(bytes);

    /// <summary>The next message; commands are an error.</summary>
    public byte[][] Receive()
    {
        var frames = new List<byte[]>();
        while (true)
        {
            var (flags, body) = ReadFrame();
            Assert.Equal(0, flags & ~3);
            frames.Add(body);
            if ((flags & 1) == 0) return [.. frames];
        }
    }

    public (int Flags, byte[] Body) ReadFrame()
    {
        var head = ReadExactly(2);
        long length = head[1];
        if ((head[0] & 2) != 0) length = BinaryPrimitives.ReadInt64BigEndian([head[1], .. ReadExactly(7)]);
        return (head[0], ReadExactly((int)length));
    }

    public bool HasData(int milliseconds) => socket.Poll(milliseconds * 1000, SelectMode.SelectRead) && socket.Available > 0;

    /// <summary>Whether the server ends the connection within 10 s.</summary>
    public bool IsEnded()
    {
        try
        {
            while (stream.Read(new byte[4096]) > 0)
            {
            }
            return true;
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => stream.Dispose();

    private void SendFrame(int flags, byte[] body)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, body.Length);
        byte[] head = body.Length < 256 ? [(byte)flags, (byte)body.Length] : [(byte)(flags | 2), .. length];
        stream.Write([.. head, .. body]);
    }

    private byte[] ReadExactly(int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Property(string name, string value) =>
        [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, 0, 0, (byte)value.Length, .. Encoding.Latin1.GetBytes(value)];
}
