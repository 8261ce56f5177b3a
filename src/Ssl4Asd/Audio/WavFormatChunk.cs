namespace Ssl4Asd.Audio;

/// <summary>What the bytes of a sample mean.</summary>
internal enum SampleCoding
{
    /// <summary>Integers: unsigned of 8 bits, signed of 16, 24 and 32.</summary>
    Pcm,

    /// <summary>IEEE floats of 32 and 64 bits.</summary>
    Float,

    /// <summary>A-law of G.711, 8 bits.</summary>
    ALaw,

    /// <summary>µ-law of G.711, 8 bits.</summary>
    MuLaw,
}

/// <summary>The chunk "fmt " of a WAV file, checked: how its samples are coded.</summary>
/// <param name="Coding">What the bytes of a sample mean.</param>
/// <param name="BitsPerSample">
/// Bits of its container: 8, 16, 24 or 32 for integers, 32 or 64 for floats. Fewer valid bits are the upper ones, so they
/// need no other treatment.
/// </param>
/// <param name="Channels">Number of channels, at least 1.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="IsBigEndian">The highest byte comes first (RIFX).</param>
internal readonly record struct WavFormatChunk(SampleCoding Coding, int BitsPerSample, int Channels, int SampleRate, bool IsBigEndian)
{
    /// <summary>Length of the longest form that we know, EXTENSIBLE.</summary>
    internal const int MaxBytes = 40;

    private const int Extensible = 0xFFFE;

    /// <summary>Bytes of one sample of all channels.</summary>
    internal int FrameBytes => Channels * BitsPerSample / 8;

    // What follows the format tag in the sub-format identifier of EXTENSIBLE.
    private static ReadOnlySpan<byte> SubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <exception cref="InputException">A format that we cannot read, or a contradiction.</exception>
    internal static WavFormatChunk Parse(ReadOnlySpan<byte> chunk, ByteOrder order, string path)
    {
        if (chunk.Length < 16)
        {
            throw new InputException($"{path}: its chunk \"fmt \" has {chunk.Length} bytes, at least 16 are needed; write it again as a plain WAV file");
        }
        int tag = order.U16(chunk);
        int channels = order.U16(chunk[2..]);
        var sampleRate = order.U32(chunk[4..]);
        int frameBytes = order.U16(chunk[12..]);
        int bits = order.U16(chunk[14..]);
        if (tag == Extensible)
        {
            tag = SubFormat(chunk, order) ?? throw new InputException(
                $"{path}: its format is EXTENSIBLE with an unknown sub-format; convert it to a 16-bit PCM WAV file");
        }

        if (Known(tag) is not { } coding)
        {
            throw new InputException($"{path}: its samples are coded as {Name(tag)}, only PCM, IEEE float, A-law and µ-law can be read; convert it to a 16-bit PCM WAV file");
        }
        var isLaw = coding is SampleCoding.ALaw or SampleCoding.MuLaw;
        if (channels == 0 || frameBytes == 0 || frameBytes % channels != 0 || (bits > 8 * (frameBytes / channels) && !isLaw))
        {
            throw new InputException(
                $"{path}: its header contradicts itself ({channels} channels of {bits} bits, {frameBytes} bytes for one sample of all); write it again as a plain WAV file");
        }
        var container = 8 * (frameBytes / channels);
        if (!(coding switch { SampleCoding.Pcm => bits > 0 && container <= 32, SampleCoding.Float => container is 32 or 64 && bits == container, _ => container == 8 }))
        {
            throw new InputException(
                $"{path}: {(isLaw ? container : bits)}-bit {Name(tag)} samples, only {(isLaw ? "8" : coding == SampleCoding.Pcm ? "8, 16, 24 and 32" : "32 and 64")} can be read; convert it to a 16-bit PCM WAV file");
        }
        if (sampleRate is < WavHeader.MinSampleRate or > WavHeader.MaxSampleRate)
        {
            throw new InputException(
                $"{path}: a sample rate of {sampleRate} Hz, from {WavHeader.MinSampleRate} to {WavHeader.MaxSampleRate} can be read; correct its header or record it again");
        }
        return new WavFormatChunk(coding, container, channels, (int)sampleRate, order.IsBigEndian);
    }

    // Some RIFX writers (sox) turn the tag around only, others each number of the identifier.
    private static int? SubFormat(ReadOnlySpan<byte> chunk, ByteOrder order)
    {
        if (chunk.Length < MaxBytes)
        {
            return null;
        }
        var id = chunk[24..];
        if (id[2..].SequenceEqual(SubFormatTail))
        {
            return order.U16(id);
        }
        var isTurned = order.IsBigEndian && id[..2].SequenceEqual(SubFormatTail[..2]) && id[4..8].SequenceEqual<byte>([0, 0, 0, 0x10]) && id[8..].SequenceEqual(SubFormatTail[6..]);
        return isTurned ? order.U16(id[2..]) : null;
    }

    private static SampleCoding? Known(int tag) => tag switch
    {
        1 => SampleCoding.Pcm,
        3 => SampleCoding.Float,
        6 => SampleCoding.ALaw,
        7 => SampleCoding.MuLaw,
        _ => null,
    };

    private static string Name(int tag) => tag switch
    {
        0x0001 => "PCM",
        0x0002 => "Microsoft ADPCM (format tag 0x0002)",
        0x0003 => "IEEE float",
        0x0006 => "A-law",
        0x0007 => "µ-law",
        0x0011 => "IMA ADPCM (format tag 0x0011)",
        0x0031 => "GSM 6.10 (format tag 0x0031)",
        0x0055 => "MP3 (format tag 0x0055)",
        _ => $"format tag 0x{tag:X4}",
    };
}
