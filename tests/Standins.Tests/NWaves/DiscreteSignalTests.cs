using NWaves.Signals;

namespace Standins.Tests.NWaves;

public class DiscreteSignalTests
{
    [Fact]
    public void Wraps_an_array_unless_told_to_copy()
    {
        var samples = new float[] { 1, 2, 3 };
        var signal = new DiscreteSignal(8000, samples);
        Assert.Same(samples, signal.Samples);
        Assert.NotSame(samples, new DiscreteSignal(8000, samples, allocateNew: true).Samples);
        Assert.NotSame(samples, signal.Copy().Samples);
        Assert.Equal(samples, signal.Copy().Samples);
        Assert.Equal(8000, signal.Copy().SamplingRate);
    }

    [Fact]
    public void Knows_its_length_and_duration()
    {
        var signal = new DiscreteSignal(16000, 4000, 0.25f);
        Assert.Equal(4000, signal.Length);
        Assert.Equal(0.25, signal.Duration);
        Assert.All(signal.Samples, sample => Assert.Equal(0.25f, sample));
    }

    [Fact]
    public void Is_made_from_any_sequence()
    {
        Assert.Equal([0.5f, 1f], new DiscreteSignal(8000, new List<float> { 0.5f, 1f }).Samples);
        Assert.Equal([0.5f, -1f], new DiscreteSignal(8000, new List<int> { 16384, -32768 }, 32768).Samples);
    }

    [Fact]
    public void Is_indexed_and_sliced()
    {
        var signal = new DiscreteSignal(8000, [1, 2, 3, 4]);
        signal[1] = 7;
        Assert.Equal(7, signal.Samples[1]);
        Assert.Equal([7, 3], signal[1, 3].Samples);
        Assert.Equal(8000, signal[1, 3].SamplingRate);
        Assert.Throws<ArgumentException>(() => signal[2, 2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Refuses_a_sampling_rate_that_is_not_positive(int samplingRate)
    {
        Assert.Throws<ArgumentException>(() => new DiscreteSignal(samplingRate, new float[1]));
        Assert.Throws<ArgumentException>(() => new DiscreteSignal(samplingRate, 1));
    }
}
