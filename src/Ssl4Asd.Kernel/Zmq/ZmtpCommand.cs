using System.Buffers.Binary;
using System.Text;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>A frame between the protocol's two ends: a name and its data (READY, SUBSCRIBE, CANCEL, PING, PONG).</summary>
internal readonly record struct ZmtpCommand(string Name, byte[] Data)
{
    public static ZmtpCommand Parse(byte[] body)
    {
        if (body.Length == 0 || body[0] == 0 || body.Length < 1 + body[0]) throw new ZmtpException("a command without a name");
        return new(Encoding.ASCII.GetString(body, 1, body[0]), body[(1 + body[0])..]);
    }

    public byte[] Format() => [(byte)Name.Length, .. Encoding.ASCII.GetBytes(Name), .. Data];

    public static ZmtpCommand Ready(string socketType) => new("READY", Property("Socket-Type", Encoding.ASCII.GetBytes(socketType)));

    /// <summary>The answer to a PING: its context, which follows the two bytes of the time to live.</summary>
    public ZmtpCommand Pong() => Data.Length is >= 2 and <= 18 ? new("PONG", Data[2..]) : throw new ZmtpException("a PING of a wrong length");

    /// <summary>The properties of READY; names without case.</summary>
    public Dictionary<string, byte[]> Properties()
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var rest = Data.AsSpan();
        while (!rest.IsEmpty)
        {
            var name = rest[0];
            if (name == 0 || rest.Length < 5 + name) throw new ZmtpException("a broken property");
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest[(1 + name)..]);
            if (length > rest.Length - 5 - name) throw new ZmtpException("a broken property");
            properties[Encoding.ASCII.GetString(rest.Slice(1, name))] = rest.Slice(5 + name, (int)length).ToArray();
            rest = rest[(5 + name + (int)length)..];
        }
        return properties;
    }

    public static byte[] Property(string name, ReadOnlySpan<byte> value)
    {
        var bytes = new byte[5 + name.Length + value.Length];
        bytes[0] = (byte)name.Length;
        Encoding.ASCII.GetBytes(name, bytes.AsSpan(1));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1 + name.Length), value.Length);
        value.CopyTo(bytes.AsSpan(5 + name.Length));
        return bytes;
    }
}
