using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Writes pictures of at most 256 colours: a byte a pixel before compression.</summary>
internal static class Png
{
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <param name="pixels">[rows, columns] numbers of colours, the upper row first.</param>
    /// <param name="palette">At most 256 colours.</param>
    public static byte[] Of(byte[,] pixels, IReadOnlyList<Colour> palette)
    {
        var (height, width) = (pixels.GetLength(0), pixels.GetLength(1));
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits
        header[9] = 3; // palette
        using var file = new MemoryStream();
        file.Write(Signature);
        Chunk(file, "IHDR", header);
        Chunk(file, "PLTE", [.. palette.SelectMany(colour => new[] { Byte(colour.Red), Byte(colour.Green), Byte(colour.Blue) })]);
        Chunk(file, "tRNS", [.. palette.Select(colour => Byte(colour.Opacity * 255))]);
        Chunk(file, "IDAT", Compressed(pixels, width, height));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Compressed(byte[,] pixels, int width, int height)
    {
        using var data = new MemoryStream();
        using (var zip = new ZLibStream(data, CompressionLevel.SmallestSize))
        {
            var row = new byte[width + 1]; // the first byte: no filter
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    row[x + 1] = pixels[y, x];
                zip.Write(row);
            }
        }
        return data.ToArray();
    }

    private static void Chunk(Stream file, string name, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~body.Aggregate(~0u, (crc, next) => CrcTable[(crc ^ next) & 255] ^ (crc >> 8)));
        file.Write(number);
    }

    private static uint CrcOf(int value) =>
        Enumerable.Range(0, 8).Aggregate((uint)value, (crc, _) => (crc & 1) != 0 ? 0xedb88320 ^ (crc >> 1) : crc >> 1);

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
