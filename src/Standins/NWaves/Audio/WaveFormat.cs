namespace NWaves.Audio;

/// <summary>The fields of a WAV file's fmt chunk, as they stand there.</summary>
public struct WaveFormat
{
    public short AudioFormat;
    public short ChannelCount;
    public int SamplingRate;
    public int ByteRate;
    public short Align;
    public short BitsPerSample;
}
