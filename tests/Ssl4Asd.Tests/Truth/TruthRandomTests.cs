namespace Ssl4Asd.Tests.Truth;

/// <summary>The formula gives the very bits of <c>torch/make_truth.py</c>; all other truth rests on that.</summary>
public class TruthRandomTests
{
    [Fact]
    public void NumbersByFormula()
    {
        Assert.Equal(Npy.Truth("random/probe").Floats(), TruthRandom.Fill("probe/x", 16, 1));
        Assert.Equal(Npy.Truth("random/norm").Floats(), TruthRandom.Weight("network.spectrum.norm1.weight", 16));
        Assert.Equal(Npy.Truth("random/kernel").Floats(), TruthRandom.Weight("network.spectrum.conv1.weight", 4, 1, 4));
        Assert.Equal(Npy.Truth("random/small").Floats(), TruthRandom.Noise("é", 1, 16, 0.3));
    }

    [Fact]
    public void Waves()
    {
        var wave = Npy.Truth("features/wave");
        Assert.Equal([2, 4096], wave.Shape);
        Assert.Equal(wave.Floats(), TruthRandom.Machine("features", 2, 4096));
        Assert.Equal(
            Npy.Truth("embedding_18s/wave_samples").Floats(),
            TruthRandom.Sample<float>(TruthRandom.Noise("embedding_18s", 2, 288000, 0.3)));
        Assert.Equal(
            Npy.Truth("step_proposed/wave_samples").Floats(),
            TruthRandom.Sample<float>(TruthRandom.Machine("step11", 8, 32000)));
    }
}
