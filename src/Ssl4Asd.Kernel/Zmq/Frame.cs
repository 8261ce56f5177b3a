using System.Buffers.Binary;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>A frame as it travels: flags, a length of one or eight bytes, the body.</summary>
internal readonly record struct Frame(byte[] Body, bool More, bool IsCommand)
{
    public const byte MoreFlag = 1, LongFlag = 2, CommandFlag = 4;

    public static void Write(Stream stream, ReadOnlySpan<byte> body, bool more, bool isCommand)
    {
        Span<byte> head = stackalloc byte[9];
        var flags = (more ? MoreFlag : 0) | (isCommand ? CommandFlag : 0);
        if (body.Length <= 255)
        {
            (head[0], head[1]) = ((byte)flags, (byte)body.Length);
            stream.Write(head[..2]);
        }
        else
        {
            head[0] = (byte)(flags | LongFlag);
            BinaryPrimitives.WriteInt64BigEndian(head[1..], body.Length);
            stream.Write(head);
        }
        stream.Write(body);
    }

    /// <summary>Writes the frames of one message.</summary>
    public static void Write(Stream stream, byte[][] message)
    {
        for (var i = 0; i < message.Length; i++) Write(stream, message[i], i < message.Length - 1, isCommand: false);
    }
}
