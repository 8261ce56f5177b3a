using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests.Audio;

public class Pcm16Tests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(1003)]
    public void Floats_are_exact_whatever_the_length(int length)
    {
        var samples = Enumerable.Range(0, length).Select(i => (short)(i * 7919)).ToArray();
        var floats = Enumerable.Repeat(9f, length + 3).ToArray();
        Pcm16.ToFloat(samples, floats);
        Assert.Equal(samples.Select(sample => sample / 32768f).Concat([9f, 9f, 9f]), floats);
    }

    [Fact]
    public void There_and_back_is_the_identity()
    {
        var samples = Enumerable.Range(short.MinValue, 65536).Select(level => (short)level).ToArray();
        var floats = new float[samples.Length];
        var back = new short[samples.Length];
        Pcm16.ToFloat(samples, floats);
        Assert.Equal(0, Pcm16.FromFloat(floats, back));
        Assert.Equal(samples, back);
    }

    [Fact]
    public void Beyond_full_scale_it_clips_and_counts()
    {
        var samples = new short[6];
        Assert.Equal(4, Pcm16.FromFloat([1.00001f, -1.00001f, 1, -1, float.PositiveInfinity, float.NegativeInfinity], samples));
        Assert.Equal([32767, -32768, 32767, -32768, 32767, -32768], samples);
    }

    [Fact]
    public void The_error_is_at_most_half_a_level()
    {
        var random = new Random(1);
        var floats = Enumerable.Range(0, 10_000).Select(_ => random.NextSingle() * 1.9f - 0.95f).ToArray();
        var samples = new short[floats.Length];
        Pcm16.FromFloat(floats, samples);
        var largest = floats.Zip(samples, (x, level) => Math.Abs(x - level / 32768.0)).Max();
        Assert.InRange(largest, 0.49 / 32768, 0.5001 / 32768);
    }

    [Fact]
    public void Wrong_sizes_and_NaN_throw()
    {
        Assert.Throws<ArgumentException>(() => Pcm16.ToFloat(new short[2], new float[1]));
        Assert.Throws<ArgumentException>(() => Pcm16.FromFloat(new float[2], new short[1]));
        Assert.Throws<ArgumentException>(() => Pcm16.FromFloat([0, float.NaN], new short[2]));
    }
}
