using Ssl4Asd.Features;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Features;

public class LogMelTests
{
    [Fact]
    public void AgreesWithNumPy()
    {
        using var scope = NewDisposeScope();
        using var features = new LogMel(bands: 128, sampleRate: 16_000);
        var given = features.Of(tensor(TruthRandom.Machine("features", 2, 4096)[..4096]));
        Assert.Equal([9, 128], given.shape);
        var expected = Npy.Truth("log_mel/log_mel").Doubles();
        Assert.All(TorchTruth.Values(given).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 0.02)); // dB; the bank is of float32
    }

    [Fact]
    public void SilenceIsFinite()
    {
        using var scope = NewDisposeScope();
        using var features = new LogMel(bands: 16, sampleRate: 16_000);
        Assert.Equal(-156.5, TorchTruth.Values(features.Of(zeros(features.SamplesOf(5))))[0], 0.1);
        Assert.Equal(5, features.Of(zeros(features.SamplesOf(5))).size(0));
    }
}
