using System.Buffers.Binary;

namespace Ssl4Asd.Audio;

/// <summary>Numbers as a file has them: the lowest byte first in RIFF, the highest first in RIFX.</summary>
internal readonly record struct ByteOrder(bool IsBigEndian)
{
    internal ushort U16(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    internal uint U32(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
