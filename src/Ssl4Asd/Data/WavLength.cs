using System.Buffers.Binary;

namespace Ssl4Asd.Data;

/// <summary>The length of a recording, from the header of its WAV file alone: cheap enough for every clip of a data set.</summary>
public static class WavLength
{
    /// <summary>Reads the chunk headers of a RIFF/WAVE file up to its samples.</summary>
    /// <param name="path">The WAV file.</param>
    /// <returns>Length in seconds, 0 or more; of a file cut short, what is there.</returns>
    /// <exception cref="InputException">The file cannot be opened or is not a WAV file.</exception>
    public static double Seconds(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Seconds(stream) ?? throw new InputException($"{path}: not a WAV file; replace or remove it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message}); check the file and its permissions", e);
        }
    }

    private static double? Seconds(Stream stream)
    {
        Span<byte> header = stackalloc byte[12];
        if (!Fill(stream, header) || !header[..4].SequenceEqual("RIFF"u8) || !header[8..].SequenceEqual("WAVE"u8)) return null;
        Span<byte> chunk = stackalloc byte[8];
        Span<byte> format = stackalloc byte[16];
        ulong bytesPerSecond = 0;
        while (Fill(stream, chunk))
        {
            long size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk[..4].SequenceEqual("data"u8))
                return bytesPerSecond == 0 ? null : Math.Min(size, stream.Length - stream.Position) / (double)bytesPerSecond;
            var next = stream.Position + size + (size & 1);
            if (chunk[..4].SequenceEqual("fmt "u8))
            {
                if (size < 16 || !Fill(stream, format)) return null;
                ulong sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
                var bytesPerFrame = BinaryPrimitives.ReadUInt16LittleEndian(format[12..]);
                bytesPerSecond = sampleRate * bytesPerFrame;
            }
            stream.Position = next;
        }
        return null;
    }

    private static bool Fill(Stream stream, Span<byte> buffer) =>
        stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
}
