using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests.Audio;

public sealed class WavWriteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_stream_gets_the_same_bytes_as_a_file()
    {
        var (path, waveform) = (_folder.File("a.wav"), new Waveform([0.5f, -1.5f, 0.25f], 8000));
        WavFile.Write(path, waveform);
        using var stream = new MemoryStream();
        WavFile.Write(stream, waveform);
        Assert.Equal(File.ReadAllBytes(path), stream.ToArray());
        Assert.Throws<ArgumentException>(() => WavFile.Write(new MemoryStream(), new Waveform([], 8000)));
    }

    [Fact]
    public void Writes_rounded_and_clipped_16_bit_samples()
    {
        var path = _folder.File("a.wav");
        WavFile.Write(path, new Waveform([0, 0.5f, -1, 1, 1.2f, -3, float.PositiveInfinity, 0.6f / 32768, -0.6f / 32768], 44100));
        var expected = WavBytes.Pcm16(1, 44100, 0, 16384, -32768, 32767, 32767, -32768, 32767, 1, -1);
        Assert.Equal(expected, File.ReadAllBytes(path));
    }

    [Fact]
    public void What_was_16_bit_comes_back_unchanged()
    {
        var path = _folder.File("a.wav");
        var levels = Enumerable.Range(short.MinValue, 65536).Select(level => level / 32768f).ToArray();
        WavFile.Write(path, new Waveform(levels, 16000));
        Assert.Equal(levels, WavFile.Read(path).Samples);
    }

    [Fact]
    public void Replaces_a_file_and_leaves_nothing_else_behind()
    {
        var path = _folder.File("a.wav", new byte[100_000]);
        WavFile.Write(path, new Waveform([0.25f], 16000));
        Assert.Equal(0.25f, Assert.Single(WavFile.Read(path).Samples));
        Assert.Equal(["a.wav"], _folder.Names());
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_line_and_leaves_nothing_behind()
    {
        var waveform = new Waveform([0.25f], 16000);
        Directory.CreateDirectory(_folder.File("taken.wav"));
        File.WriteAllText(_folder.File("file"), "");
        foreach (var path in new[] { Path.Combine(_folder.File("file"), "a.wav"), _folder.File("taken.wav") })
        {
            var message = Assert.Throws<InputException>(() => WavFile.Write(path, waveform)).Message;
            Assert.StartsWith($"{path}: cannot be written (", message);
            Assert.DoesNotContain('\n', message);
        }
        Assert.Equal(["file", "taken.wav"], _folder.Names().Order());
    }

    [Fact]
    public void Refuses_an_empty_waveform_and_NaN()
    {
        var path = _folder.File("a.wav");
        Assert.Throws<ArgumentException>(() => WavFile.Write(path, new Waveform([], 16000)));
        Assert.Throws<ArgumentException>(() => WavFile.Write(path, new Waveform([0, float.NaN], 16000)));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Two_channels_take_turns_and_have_one_length_and_rate()
    {
        var path = _folder.File("a.wav");
        WavFile.Write(path, new Waveform([0, 0.5f, -1], 44100), new Waveform([1, -0.5f, 0.25f], 44100));
        Assert.Equal(WavBytes.Pcm16(2, 44100, 0, 32767, 16384, -16384, -32768, 8192), File.ReadAllBytes(path));
        foreach (var right in new[] { new Waveform([1, 2], 44100), new Waveform([1, 2, 3], 48000), new Waveform([1, 2, float.NaN], 44100) })
            Assert.Throws<ArgumentException>(() => WavFile.Write(path, new Waveform([0, 0, 0], 44100), right));
    }

    public void Dispose() => _folder.Dispose();
}
