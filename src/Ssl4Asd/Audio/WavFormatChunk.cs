using System.Buffers.Binary;

namespace Ssl4Asd.Audio;

/// <summary>The chunk "fmt " of a WAV file, checked: how its samples are coded.</summary>
/// <param name="IsFloat">IEEE floats rather than integers.</param>
/// <param name="BitsPerSample">8, 16, 24 or 32 for integers, 32 or 64 for floats.</param>
/// <param name="Channels">Number of channels, at least 1.</param>
/// <param name="SampleRate">In Hz.</param>
internal readonly record struct WavFormatChunk(bool IsFloat, int BitsPerSample, int Channels, int SampleRate)
{
    /// <summary>Length of the longest form that we know, EXTENSIBLE.</summary>
    internal const int MaxBytes = 40;

    private const int Pcm = 1, IeeeFloat = 3, Extensible = 0xFFFE;

    /// <summary>Bytes of one sample of all channels.</summary>
    internal int FrameBytes => Channels * BitsPerSample / 8;

    // What follows the format tag in the sub-format identifier of EXTENSIBLE.
    private static ReadOnlySpan<byte> SubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <exception cref="InputException">A format that we cannot read, or a contradiction.</exception>
    internal static WavFormatChunk Parse(ReadOnlySpan<byte> chunk, string path)
    {
        if (chunk.Length < 16)
        {
            throw new InputException($"{path}: its chunk \"fmt \" has {chunk.Length} bytes, at least 16 are needed; write it again as a plain WAV file");
        }
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == Extensible)
        {
            if (chunk.Length < MaxBytes || !chunk[26..].SequenceEqual(SubFormatTail))
            {
                throw new InputException($"{path}: its format is EXTENSIBLE with an unknown sub-format; convert it to a 16-bit PCM WAV file");
            }
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        }

        if (tag is not (Pcm or IeeeFloat))
        {
            throw new InputException($"{path}: its samples are coded as {Name(tag)}, only PCM and IEEE float can be read; convert it to a 16-bit PCM WAV file");
        }
        if (tag == Pcm ? bits is not (8 or 16 or 24 or 32) : bits is not (32 or 64))
        {
            throw new InputException(
                $"{path}: {bits}-bit {Name(tag)} samples, only {(tag == Pcm ? "8, 16, 24 and 32" : "32 and 64")} can be read; convert it to a 16-bit PCM WAV file");
        }
        if (channels == 0 || frameBytes != channels * bits / 8)
        {
            throw new InputException(
                $"{path}: its header contradicts itself ({channels} channels of {bits} bits, {frameBytes} bytes for one sample of all); write it again as a plain WAV file");
        }
        if (sampleRate is < WavHeader.MinSampleRate or > WavHeader.MaxSampleRate)
        {
            throw new InputException(
                $"{path}: a sample rate of {sampleRate} Hz, from {WavHeader.MinSampleRate} to {WavHeader.MaxSampleRate} can be read; correct its header or record it again");
        }
        return new WavFormatChunk(tag == IeeeFloat, bits, channels, (int)sampleRate);
    }

    private static string Name(int tag) => tag switch
    {
        Pcm => "PCM",
        IeeeFloat => "IEEE float",
        0x0002 => "Microsoft ADPCM (format tag 0x0002)",
        0x0006 => "A-law (format tag 0x0006)",
        0x0007 => "µ-law (format tag 0x0007)",
        0x0011 => "IMA ADPCM (format tag 0x0011)",
        0x0031 => "GSM 6.10 (format tag 0x0031)",
        0x0055 => "MP3 (format tag 0x0055)",
        _ => $"format tag 0x{tag:X4}",
    };
}
