using Ssl4Asd.Audio;
using static Ssl4Asd.Tests.Audio.WavBytes;

namespace Ssl4Asd.Tests.Audio;

/// <summary>Headers as real programs write them.</summary>
public sealed class WavChunkTests : IDisposable
{
    private static readonly short[] _samples = [100, -200, 300, -32768, 32767];

    private static readonly byte[] _format = Format(Pcm, 16);

    private static readonly byte[] _data = Chunk("data", [.. _samples.SelectMany(sample => U16(sample))]);

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    public static TheoryData<string, byte[]> Layouts() => new()
    {
        { "plain", File(_format, _data) },
        { "fmt of 18 bytes", File(Chunk("fmt ", [.. _format[8..], 0, 0]), _data) },
        { "fmt longer than any we know", File(Chunk("fmt ", [.. _format[8..], .. new byte[50]]), _data) },
        { "odd LIST before fmt", File(Chunk("LIST", "INFO."u8.ToArray()), _format, _data) },
        { "fact and a large bext in between", File(_format, Chunk("fact", U32(5)), Chunk("bext", new byte[701]), _data) },
        { "an empty chunk", File(Chunk("JUNK", []), _format, _data) },
        { "names that look like data inside a chunk", File(Chunk("LIST", "fmt data"u8.ToArray()), _format, _data) },
        { "chunks behind the data", File(_format, _data, Chunk("LIST", new byte[33]), Chunk("data", new byte[8])) },
        { "rubbish behind the data", [.. File(_format, _data), 1, 2, 3, 4, 5, 6, 7] },
        { "a wrong RIFF length", File(_format, _data).With(4, 1, 2, 3, 4) },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Other_chunks_are_passed_over(string layout, byte[] bytes)
    {
        var path = _folder.File("a.wav", bytes);
        Assert.Equal(_samples, WavFile.ReadPcm16(path, notice: _notices.Add));
        Assert.Equal(_samples.Select(sample => sample / 32768f), WavFile.Read(path).Samples);
        Assert.True(_notices.Count == 0, layout);
    }

    [Fact]
    public void An_odd_number_of_data_bytes_is_padded()
    {
        var path = _folder.File("a.wav", File(Format(Pcm, 8), Chunk("data", [128, 192, 0]), Chunk("LIST", new byte[4])));
        Assert.Equal([0, 0.5f, -1], WavFile.Read(path).Samples);
        var unpadded = _folder.File("b.wav", File(Format(Pcm, 8), Chunk("data", [128, 192, 0]))[..^1]);
        Assert.Equal([0, 0.5f, -1], WavFile.Read(unpadded).Samples);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(36, 0)]
    [InlineData(0xFFFFFFFF, 0)]
    [InlineData(0xFFFFFFFF, 0xFFFFFFFF)]
    [InlineData(0, 0xFFFFFFFF)]
    [InlineData(0x7FFFF024, 0x7FFFF000)] // sox to a pipe
    [InlineData(0x80000024, 0x80000000)] // arecord to a pipe
    public void Without_a_length_all_up_to_the_end_is_taken(uint riff, uint data)
    {
        var path = _folder.File("a.wav", [.. File(_format, _data).With(4, U32(riff)).With(40, U32(data)), 99]);
        Assert.Equal(_samples, WavFile.ReadPcm16(path, notice: _notices.Add));
        Assert.Equal($"{path}: its header gives no length; taken are all 5 samples up to the end of the file", Assert.Single(_notices));
    }

    [Fact]
    public void Bytes_that_are_no_whole_sample_are_left_out()
    {
        var path = _folder.File("a.wav", File(Format(Pcm, 16, 2), Chunk("data", [1, 0, 3, 0, 9, 9])));
        Assert.Equal([2], WavFile.ReadPcm16(path, notice: _notices.Add));
        Assert.Equal($"{path}: the last 2 bytes are no whole sample and are left out", Assert.Single(_notices));
    }

    public void Dispose() => _folder.Dispose();
}
