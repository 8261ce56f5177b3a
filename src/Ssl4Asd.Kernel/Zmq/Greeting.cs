namespace Ssl4Asd.Kernel.Zmq;

/// <summary>The 64 bytes that begin a connection: signature, version, mechanism (RFC 23 and 37).</summary>
internal static class Greeting
{
    public const int Length = 64;

    /// <summary>ZMTP 3.1, mechanism NULL.</summary>
    public static byte[] Create()
    {
        var bytes = new byte[Length];
        (bytes[0], bytes[9], bytes[10], bytes[11]) = (0xFF, 0x7F, 3, 1);
        "NULL"u8.CopyTo(bytes.AsSpan(12));
        return bytes;
    }

    /// <summary>Accepts version 3 and newer with the mechanism NULL.</summary>
    public static void Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != 0xFF || (bytes[9] & 1) == 0) throw new ZmtpException("not ZMTP");
        if (bytes[10] < 3) throw new ZmtpException($"ZMTP {bytes[10]} is too old");
        if (!bytes[12..32].TrimEnd((byte)0).SequenceEqual("NULL"u8)) throw new ZmtpException("the mechanism is not NULL");
    }
}
