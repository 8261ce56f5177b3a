using Ssl4Asd.Audio;
using static Ssl4Asd.Tests.Audio.WavBytes;

namespace Ssl4Asd.Tests.Audio;

/// <summary>Lengths and chunks that are wrong in other ways than those of the cases.</summary>
public sealed class WavLengthTests
{
    private static readonly short[] _samples = [.. Enumerable.Range(0, 500).Select(i => (short)(13 * i * i % 9001 - 4500))];
    private static readonly byte[] _content = [.. _samples.SelectMany(s => U16(s))];
    private static readonly byte[] _list = Chunk("LIST", "INFOISFT\u000E\0\0\0Lavf58.29.100\0"u8.ToArray());

    /// <summary>What programs write behind the samples.</summary>
    private static byte[][] Behind() =>
    [
        _list, Chunk("id3 ", new byte[77]), [.. Chunk("cue ", new byte[28]), .. _list], Chunk("bext", new byte[603]), Chunk("smpl", new byte[36]),
        [.. Chunk("abcd", "which nobody knows"u8.ToArray()), .. Chunk("fact", U32(500))], [.. Chunk("bext", new byte[603])[..^1], .. _list], Chunk("LIST", new byte[70_001]),
    ];

    [Fact]
    public void Chunks_behind_samples_of_unknown_length_are_no_sound()
    {
        foreach (var behind in Behind().Where(b => !b.AsSpan().StartsWith("abcd"u8)))
            foreach (var (riff, data) in new (uint, uint)[] { (0, 0), (uint.MaxValue, uint.MaxValue), (2_000_000_036, 2_000_000_000), (0x7F000024, 0x7F000000), (0x7FFFF024, 0x7FFFF000), (0xFFFFFFDB, 0xFFFFFFB7) })
                AssertRead([.. File(Format(Pcm, 16), Chunk("data", _content)).With(40, U32(data)), .. behind], "its header gives no length; taken are all 500 samples up to the chunks behind them", riff);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(36)]
    [InlineData(44)]
    [InlineData(1)]
    [InlineData(-8)]
    [InlineData(-12)]
    [InlineData(-36)]
    [InlineData(-44)]
    public void A_length_that_is_off_by_a_header_or_a_byte_takes_what_is_there(int off)
    {
        foreach (var behind in Behind().Prepend([]))
        {
            var bytes = File(Format(Pcm, 16), Chunk("data", _content), behind).With(40, U32((uint)(1000 + off)));
            AssertRead(bytes, $"its header says {1000 + off} bytes of samples, but there are 1000; taken are these", null);
            var inconsistent = bytes.With(4, U32((uint)(bytes.Length - 8 + off))); // both lengths from the same mistake
            if (off > 0 || behind.Length > 0)
                AssertRead(inconsistent, $"its header says {1000 + off} bytes of samples, but there are 1000; taken are these", null);
        }
    }

    [Fact]
    public void A_right_length_is_believed_whatever_is_behind()
    {
        var bytes = File(Format(Pcm, 16), Chunk("data", _content));
        foreach (var behind in Behind().Append(new byte[7]).Append(new byte[100]).Append([.. _list[..^4]]))
            AssertRead([.. bytes, .. behind], null, null);
    }

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void Lengths_of_64_bits(string name)
    {
        byte[] Wave(ulong riff, ulong data, params byte[] behind) =>
        [
            .. System.Text.Encoding.ASCII.GetBytes(name), .. U32(uint.MaxValue), .. "WAVE"u8, .. Chunk("ds64", [.. BitConverter.GetBytes(riff), .. BitConverter.GetBytes(data), .. new byte[12]]),
            .. Format(Pcm, 16), .. "data"u8, .. U32(uint.MaxValue), .. _content, .. behind,
        ];
        AssertRead(Wave(1072, 1000), null, null);
        AssertRead(Wave(1072, 1000, _list), null, null);
        foreach (var unknown in new ulong[] { 0, ulong.MaxValue, long.MaxValue, 1ul << 40 }) // the recorder lost its power
            AssertRead(Wave(unknown, unknown, _list), "its header gives no length; taken are all 500 samples up to the chunks behind them", null);
        var without = File(Format(Pcm, 16), Chunk("data", _content)).With(0, System.Text.Encoding.ASCII.GetBytes(name));
        AssertRead(without, null, null); // 32 bits are enough
        Assert.Contains("cut off", Refused(Wave(100_072, 100_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_pad_byte_may_stand_before_any_chunk()
    {
        foreach (var name in new[] { "inst", "LIST", "odd!", "JUNK" })
        {
            var odd = Chunk(name, [.. "odd"u8, .. new byte[40]])[..^1];
            AssertRead(File(odd, Format(Pcm, 16), Chunk("data", _content)), "no pad byte", null);
            AssertRead(File(Format(Pcm, 16), odd, Chunk("bext", new byte[9]), Chunk("data", _content)), "no pad byte", null);
            AssertRead(File(Format(Pcm, 16), Chunk(name, new byte[43]), Chunk("data", _content)), null, null);
        }
    }

    [Fact]
    public void A_search_among_bytes_that_look_like_chunks_ends_soon()
    {
        byte[] empty = [.. "LIST"u8, 0, 0, 0, 0];
        var bytes = File(Format(Pcm, 16), Chunk("data", [.. Enumerable.Repeat(empty, 200_000).SelectMany(b => b), .. new byte[101]])).With(40, U32(uint.MaxValue));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var read = WavFile.Decode(new MemoryBytes(bytes), "a.wav", 16000, null, null);
        Assert.Equal((bytes.Length - 44) / 2, read.Samples.Length);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    private static void AssertRead(byte[] bytes, string? notice, uint? riff)
    {
        var notices = new List<string>();
        var read = WavFile.Decode(new MemoryBytes(riff is { } length ? bytes.With(4, U32(length)) : bytes), "a.wav", 16000, notices.Add, notices.Add);
        Assert.Equal(_samples.Select(s => s / 32768f), read.Samples);
        if (notice is null)
            Assert.Empty(notices);
        else
            Assert.Contains(notice, Assert.Single(notices), StringComparison.Ordinal);
    }

    private static string Refused(byte[] bytes) => Assert.Throws<InputException>(() => WavFile.Decode(new MemoryBytes(bytes), "a.wav", 16000, null, null)).Message;
}
