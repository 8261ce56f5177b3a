using System.Diagnostics;
using System.Text;
using Ssl4Asd.Audio;
using static Ssl4Asd.Tests.Audio.WavBytes;

namespace Ssl4Asd.Tests.Audio;

/// <summary>Ten thousand broken recordings: each is read or refused in one line, at once, and nothing is read outside of it.</summary>
public sealed class WavMutationTests
{
    private const int Mutations = 10_000;

    private static readonly double[] _values = [.. Enumerable.Range(0, 96).Select(i => Math.Sin(0.7 * i))];
    private static readonly uint[] _lengths = [0, 1, 2, 7, 8, 12, 36, 44, 0xFFFF, 0x7F000000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF8, 0xFFFFFFFF];
    private static readonly byte[] _telling = [0, 1, 2, 3, 6, 7, 8, 16, 24, 32, 64, 0x7F, 0x80, 0xFE, 0xFF];
    private static readonly byte[] _list = Chunk("LIST", "INFOISFT\u0004\0\0\0abc\0"u8.ToArray());

    [Fact]
    public void Of_every_format()
    {
        var seeds = Seeds().ToArray();
        foreach (var seed in seeds)
            Assert.NotNull(Read(seed));
        var random = new Random(20261128);
        var (read, slowest) = (0, TimeSpan.Zero);
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = seeds[i % seeds.Length];
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes = Mutate(bytes, random);
            var clock = Stopwatch.StartNew();
            read += Read(bytes) is null ? 0 : 1;
            if (clock.Elapsed > TimeSpan.FromSeconds(1)) // once more: it may be the machine
            {
                clock.Restart();
                Read(bytes);
            }
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
        }
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(read, Mutations / 5, Mutations * 4 / 5); // neither nearly always: the changes were telling ones
    }

    private static IEnumerable<byte[]> Seeds()
    {
        foreach (var (tag, bits) in new[] { (Pcm, 8), (Pcm, 16), (Pcm, 24), (Pcm, 32), (IeeeFloat, 32), (IeeeFloat, 64) })
        {
            var data = Chunk("data", Samples(tag, bits, _values));
            yield return File(Format(tag, bits), data);
            yield return File(Chunk("bext", new byte[9]), Extensible(tag, bits, 2), data, _list);
            yield return File([.. "ds64"u8, .. U32(28), .. U32(0), .. U32(0), .. U32((uint)data.Length - 8), .. new byte[16]], Format(tag, bits, 3), data.With(4, U32(uint.MaxValue)), _list).With(0, "RF64"u8.ToArray());
            yield return WavCodingTests.Rifx(tag, bits, 1, _values, 0);
            yield return WavCodingTests.Rifx(tag, bits, 2, _values, 1);
        }
        foreach (var tag in new[] { 6, 7 })
        {
            yield return File(Format(tag, 8), Chunk("fact", U32(96)), Chunk("data", new byte[96]));
            yield return File(Extensible(tag, 8, 2, 8000), Chunk("data", new byte[96]), _list);
        }
        yield return File(Format(Pcm, 16), Chunk("inst", new byte[7])[..^1], Chunk("data", Samples(Pcm, 16, _values), uint.MaxValue), _list);
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var copy = bytes.ToArray();
        var at = random.Next(Math.Max(1, Math.Min(copy.Length - 4, random.Next(3) == 0 ? copy.Length : 90)));
        switch (random.Next(7))
        {
            case 0: // any byte
                copy[Math.Min(at, copy.Length - 1)] = (byte)random.Next(256);
                return copy;
            case 1: // one that says much
                copy[Math.Min(at, copy.Length - 1)] = _telling[random.Next(_telling.Length)];
                return copy;
            case 2: // cut
                return copy[..random.Next(1, copy.Length)];
            case 3: // a length of a chunk, or any other number
                var (chunks, length) = (Chunks(copy), _lengths[random.Next(_lengths.Length)]);
                var where = chunks.Count > 0 && random.Next(4) > 0 ? chunks[random.Next(chunks.Count)] + 4 : at;
                return where + 4 <= copy.Length ? copy.With(where, U32(random.Next(3) > 0 ? length : BitConverter.ToUInt32(copy, where) + (uint)random.Next(-50, 50))) : copy;
            case 4: // chunks in another order
                var parts = Chunks(copy) is { Count: > 1 } starts ? starts.Zip(starts.Skip(1).Append(copy.Length), (from, to) => copy[from..to]).ToArray() : [];
                random.Shuffle(parts);
                return parts.Length > 0 ? [.. copy[..12], .. parts.SelectMany(p => p)] : copy;
            case 5: // bytes more or fewer
                return random.Next(2) == 0 ? [.. copy[..at], .. new byte[random.Next(1, 9)], .. copy[at..]] : [.. copy[..at], .. copy[Math.Min(copy.Length, at + random.Next(1, 9))..]];
            default: // a chunk twice
                return Chunks(copy) is { Count: > 0 } all && all[random.Next(all.Count)] is var again ? [.. copy[..again], .. copy[again..Math.Min(copy.Length, again + 40)], .. copy[again..]] : copy;
        }
    }

    // where names of chunks stand
    private static List<int> Chunks(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return [.. new[] { "fmt ", "data", "LIST", "bext", "ds64", "fact", "inst" }.Select(name => text.IndexOf(name, StringComparison.Ordinal)).Where(i => i >= 12).Order()];
    }

    private static float[]? Read(byte[] bytes)
    {
        try
        {
            var samples = WavFile.Decode(new Guarded(bytes), "a.wav", 16000, _ => { }, AssertLine).Samples;
            Assert.NotEmpty(samples);
            Assert.All(samples, sample => Assert.True(float.IsFinite(sample)));
            return samples;
        }
        catch (InputException e)
        {
            AssertLine(e.Message);
            Assert.Contains("; ", e.Message, StringComparison.Ordinal);
            return null;
        }

        static void AssertLine(string line)
        {
            Assert.StartsWith("a.wav: ", line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line);
        }
    }

    /// <summary>Sees every access.</summary>
    private sealed class Guarded(byte[] bytes) : RecordingBytes
    {
        internal override long Length => bytes.Length;

        protected override bool ReadInside(Span<byte> buffer, long offset)
        {
            Assert.InRange(offset, 0, bytes.Length);
            Assert.InRange(buffer.Length, 0, bytes.Length - offset);
            bytes.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
            return true;
        }
    }
}
