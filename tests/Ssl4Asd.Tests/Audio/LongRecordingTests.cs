using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests.Audio;

public sealed class LongRecordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // a part is what the whole recording has there
    [Theory]
    [InlineData(16_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(8_000)]
    [InlineData(44_101)]
    public void PartsAreThoseOfTheWhole(int rate)
    {
        var random = new Random(rate);
        var path = _folder.File("a.wav", WavBytes.Float32((uint)rate, Enumerable.Range(0, 5 * rate).Select(_ => random.NextDouble() - 0.5)));
        var whole = WavFile.ReadPcm16(path);
        var notices = new List<string>();
        using var recording = LongRecording.Open(path, 16_000, notices.Add);
        Assert.Equal(rate == 16_000 ? 0 : 1, notices.Count);
        Assert.Equal(5, recording.Seconds);
        foreach (var start in new[] { 0, 1, 2.5, 3.999, 4.25 })
        {
            // at its own rate a part begins at a whole sample, so it can be compared where that is one at 16 kHz too
            var part = recording.Read(start, 16_000);
            Assert.Equal(Math.Min(16_000, (int)((5 - start) * 16_000)), part.Length, 1.0);
            if (start * rate % 1 != 0 || start * 16_000 % 1 != 0)
                continue;
            foreach (var (i, sample) in part.Index())
                Assert.InRange(sample - whole[(int)(start * 16_000) + i], -1, 1);
        }
    }

    [Fact]
    public void NothingIsReadBeyondTheEnd()
    {
        var path = _folder.File("a.wav", WavBytes.Pcm16(1, 16_000, 1, 2, 3, 4));
        using var recording = LongRecording.Open(path, 16_000, null);
        Assert.Equal([1, 2, 3, 4], recording.Read(0, 100));
        Assert.Equal([4], recording.Read(3 / 16_000.0, 100));
    }

    // more samples than are read at once, in a sparse file
    [Fact]
    public void HoweverLongItIs()
    {
        const long Samples = (1L << 28) + 44_100;
        var path = _folder.File("a.wav", WavBytes.Pcm16(1, 44_100, 1).With(4, WavBytes.U32((uint)(36 + 2 * Samples))).With(40, WavBytes.U32((uint)(2 * Samples))));
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(44 + 2 * Samples);
            file.Seek(-2, SeekOrigin.End);
            file.Write([7, 0]);
        }
        Assert.Throws<InputException>(() => WavFile.Read(path));
        using var recording = LongRecording.Open(path, 44_100, null);
        Assert.Equal(Samples / 44_100.0, recording.Seconds);
        Assert.Equal([0, 0, 7], recording.Read((Samples - 3) / 44_100.0, 100));
    }

    public void Dispose() => _folder.Dispose();
}
