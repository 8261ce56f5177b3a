using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests.Audio;

public class WaveformTests
{
    [Fact]
    public void Wraps_its_samples_and_knows_its_duration()
    {
        var samples = new float[24_000];
        var waveform = new Waveform(samples, 16000);
        Assert.Same(samples, waveform.Samples);
        Assert.Equal(1.5, waveform.Seconds);
    }

    [Fact]
    public void Refuses_nonsense()
    {
        Assert.Throws<ArgumentNullException>(() => new Waveform(null!, 16000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Waveform([], 0));
    }
}
