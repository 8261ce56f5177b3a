namespace TorchSharp.Utils;

internal static class Leb128
{
    internal static void Encode(this BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static int Decode(this BinaryReader reader) => (int)reader.Read7BitEncodedInt64();
}
