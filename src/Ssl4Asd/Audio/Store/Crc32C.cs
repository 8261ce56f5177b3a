using System.Numerics;
using System.Runtime.InteropServices;

namespace Ssl4Asd.Audio.Store;

/// <summary>The checksum CRC-32C (Castagnoli), which processors compute in hardware.</summary>
internal static class Crc32C
{
    internal static uint Of(ReadOnlySpan<short> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, word);
        }
        foreach (var value in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }
        return ~crc;
    }
}
