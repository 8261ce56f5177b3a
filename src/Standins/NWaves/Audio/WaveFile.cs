using System.Text;
using NWaves.Signals;

namespace NWaves.Audio;

/// <summary>
/// Signals read from, or to be written to, a WAV stream. Like the original it looks for the chunk names byte by
/// byte, trusts the header, does not know EXTENSIBLE (whose 32-bit samples it leaves 0) and does not clip.
/// </summary>
public class WaveFile
{
    private const int Riff = 0x46464952, Wave = 0x45564157, Fmt = 0x20746D66, Data = 0x61746164;
    private const short Pcm = 1, IeeeFloat = 3;

    public short[] SupportedBitDepths = [8, 16, 24, 32];

    public WaveFile(Stream waveStream, bool normalized = true)
    {
        using var reader = new BinaryReader(waveStream, Encoding.ASCII, leaveOpen: true);
        Expect(reader, Riff, "WAV data error: NOT RIFF!");
        reader.ReadInt32();
        Expect(reader, Wave, "WAV data error: NOT WAVE!");

        Find(reader, Fmt);
        var size = reader.ReadInt32();
        WaveFmt = new WaveFormat
        {
            AudioFormat = reader.ReadInt16(),
            ChannelCount = reader.ReadInt16(),
            SamplingRate = reader.ReadInt32(),
            ByteRate = reader.ReadInt32(),
            Align = reader.ReadInt16(),
            BitsPerSample = reader.ReadInt16(),
        };
        if (size == 18)
        {
            reader.ReadBytes(reader.ReadInt16());
        }

        Find(reader, Data);
        var length = reader.ReadInt32() / WaveFmt.ChannelCount / (WaveFmt.BitsPerSample / 8);
        Signals = [.. Enumerable.Range(0, WaveFmt.ChannelCount).Select(_ => new DiscreteSignal(WaveFmt.SamplingRate, length))];
        if (!SupportedBitDepths.Contains(WaveFmt.BitsPerSample))
        {
            throw new ArgumentException(WrongBitDepth);
        }

        for (var i = 0; i < length; i++)
        {
            foreach (var signal in Signals)
            {
                signal[i] = ReadSample(reader, normalized);
            }
        }
    }

    public WaveFile(byte[] waveBytes, bool normalized = true)
        : this(new MemoryStream(waveBytes), normalized)
    {
    }

    public WaveFile(byte[] waveBytes, int index, bool normalized = true)
        : this(new MemoryStream(waveBytes, index, waveBytes.Length - index), normalized)
    {
    }

    public WaveFile(IList<DiscreteSignal> signals, short bitsPerSample = 16)
    {
        if (signals is null || signals.Count == 0)
        {
            throw new ArgumentException("At least one signal must be provided");
        }
        if (signals.Any(signal => signal.SamplingRate != signals[0].SamplingRate))
        {
            throw new ArgumentException("Signals must be sampled at the same sampling rate");
        }
        if (signals.Any(signal => signal.Length != signals[0].Length))
        {
            throw new ArgumentException("Signals must have the same length");
        }
        if (!SupportedBitDepths.Contains(bitsPerSample))
        {
            throw new ArgumentException(WrongBitDepth);
        }

        var align = signals.Count * bitsPerSample / 8;
        WaveFmt = new WaveFormat
        {
            AudioFormat = Pcm,
            ChannelCount = (short)signals.Count,
            SamplingRate = signals[0].SamplingRate,
            ByteRate = signals[0].SamplingRate * align,
            Align = (short)align,
            BitsPerSample = bitsPerSample,
        };
        Signals = [.. signals];
    }

    public WaveFile(DiscreteSignal signal, short bitsPerSample = 16)
        : this([signal], bitsPerSample)
    {
    }

    public List<DiscreteSignal> Signals { get; protected set; }

    public WaveFormat WaveFmt { get; protected set; }

    private string WrongBitDepth => $"Wrong bit depth! Supported values are: {string.Join(", ", SupportedBitDepths)}";

    public DiscreteSignal this[Channels channel]
    {
        get
        {
            if (channel is not (Channels.Sum or Channels.Average or Channels.Interleave))
            {
                return Signals[(int)channel];
            }
            if (WaveFmt.ChannelCount == 1)
            {
                return Signals[0];
            }

            var frames = Enumerable.Range(0, Signals[0].Length);
            return new DiscreteSignal(WaveFmt.SamplingRate, channel switch
            {
                Channels.Sum => frames.Select(SumAt),
                Channels.Average => frames.Select(i => SumAt(i) / Signals.Count),
                _ => frames.SelectMany(i => Signals.Select(signal => signal[i])),
            });
        }
    }

    public byte[] GetBytes(bool normalized = true)
    {
        using var stream = new MemoryStream();
        SaveTo(stream, normalized);
        return stream.ToArray();
    }

    public void SaveTo(Stream waveStream, bool normalized = true)
    {
        var length = Signals[0].Length;
        var dataSize = length * WaveFmt.ChannelCount * WaveFmt.BitsPerSample / 8;
        using var writer = new BinaryWriter(waveStream, Encoding.ASCII, leaveOpen: true);
        writer.Write(Riff);
        writer.Write(36 + dataSize);
        writer.Write(Wave);
        writer.Write(Fmt);
        writer.Write(16);
        writer.Write(WaveFmt.AudioFormat);
        writer.Write(WaveFmt.ChannelCount);
        writer.Write(WaveFmt.SamplingRate);
        writer.Write(WaveFmt.ByteRate);
        writer.Write(WaveFmt.Align);
        writer.Write(WaveFmt.BitsPerSample);
        writer.Write(Data);
        writer.Write(dataSize);
        for (var i = 0; i < length; i++)
        {
            foreach (var signal in Signals)
            {
                WriteSample(writer, signal[i], normalized);
            }
        }
    }

    private static void Expect(BinaryReader reader, int id, string otherwise)
    {
        if (reader.ReadInt32() != id)
        {
            throw new FormatException(otherwise);
        }
    }

    /// <summary>Moves to just behind the next such name; past the end ReadInt32 throws EndOfStreamException.</summary>
    private static void Find(BinaryReader reader, int id)
    {
        for (var position = reader.BaseStream.Position; reader.ReadInt32() != id;)
        {
            reader.BaseStream.Position = ++position;
        }
    }

    private float SumAt(int i)
    {
        var sum = 0f;
        foreach (var signal in Signals)
        {
            sum += signal[i];
        }
        return sum;
    }

    private float ReadSample(BinaryReader reader, bool normalized)
    {
        switch (WaveFmt.BitsPerSample)
        {
            case 8:
                return (reader.ReadByte() - 128) / (normalized ? 128f : 1f);
            case 16:
                return reader.ReadInt16() / (normalized ? 32768f : 1f);
            case 24:
                var top = (reader.ReadByte() << 8) | (reader.ReadByte() << 16) | (reader.ReadByte() << 24);
                return top / (normalized ? 2147483648f : 1f);
            default:
                return WaveFmt.AudioFormat switch
                {
                    Pcm => reader.ReadInt32() / (normalized ? 2147483648f : 1f),
                    IeeeFloat => reader.ReadSingle(),
                    _ => 0,
                };
        }
    }

    private void WriteSample(BinaryWriter writer, float sample, bool normalized)
    {
        switch (WaveFmt.BitsPerSample)
        {
            case 8:
                writer.Write((sbyte)(normalized ? sample * 128 + 128 : sample));
                break;
            case 16:
                writer.Write((short)(normalized ? sample * 32768 : sample));
                break;
            case 24:
                var top = (int)(normalized ? sample * 2147483648 : sample);
                writer.Write((byte)(top >> 8));
                writer.Write((byte)(top >> 16));
                writer.Write((byte)(top >> 24));
                break;
            default:
                writer.Write((int)(normalized ? sample * 2147483648 : sample));
                break;
        }
    }
}
