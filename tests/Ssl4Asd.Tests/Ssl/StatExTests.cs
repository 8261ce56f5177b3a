using Ssl4Asd.Ssl;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Ssl;

public class StatExTests
{
    [Theory]
    [InlineData("statex_tiny", StatExAxis.Temporal)]
    [InlineData("statex4", StatExAxis.Temporal)]
    [InlineData("statex5", StatExAxis.Temporal)]
    [InlineData("statex_time4", StatExAxis.Frequency)]
    [InlineData("statex_time5", StatExAxis.Frequency)]
    public void AgreesWithPyTorch(string name, StatExAxis axis)
    {
        using var scope = NewDisposeScope();
        var (x, mask) = (TorchTruth.Floats($"{name}/x"), TorchTruth.Mask($"{name}/apply"));
        var everyone = full([x.size(0)], axis == StatExAxis.Frequency, dtype: ScalarType.Bool);
        var (spectrograms, labels) = StatEx.Apply(x, TorchTruth.Floats($"{name}/y"), mask, everyone);
        TorchTruth.Agrees($"{name}/x_exchanged", spectrograms, 1e-5);
        TorchTruth.Agrees($"{name}/x_exchanged", StatEx.Exchange(x, mask, axis), 1e-5);
        TorchTruth.Agrees($"{name}/y_exchanged", labels, 1e-6);
    }

    [Fact]
    public void FrameByFrameOnACpuIsWhatTheOperatorsSay() // which take what is not in single precision
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var (x, mask) = (rand([5, 7, 33], generator: generator), tensor([true, false, true, true, false]));
        x[0, 3].zero_(); // silence
        var exact = StatEx.Exchange(x.to(ScalarType.Float64), mask);
        var frames = StatEx.Exchange(x.permute(0, 2, 1).contiguous().permute(0, 2, 1), mask); // whose numbers lie elsewhere
        Assert.Equal(ScalarType.Float32, frames.dtype);
        Assert.InRange((frames - exact).abs().max().item<double>(), 0, 1e-5);
    }

    [Fact]
    public void TheExampleOfTheDocumentationHolds()
    {
        using var scope = NewDisposeScope();
        var frames = tensor(new float[] { 1, 3, 2, 10, 20, 30 }, [2, 1, 3]);
        var given = TorchTruth.FloatValues(StatEx.Exchange(frames, tensor([true, false])));
        Assert.Equal([10, 30, 20, 10, 20, 30], given.Select(v => Math.Round(v, 4)));
    }

    [Fact]
    public void StatisticsArePartnersAndShapeIsOnesOwn()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var x = rand([4, 5, 30], generator: generator) * tensor([1f, 2, 3, 4]).view(4, 1, 1);
        var all = Partners.Draw(4, 1, generator);
        var swapped = StatEx.Exchange(x, all);
        TorchTruth.Agrees("means", TorchTruth.Values(x.flip(0).mean([2L])), TorchTruth.Values(swapped.mean([2L])), 1e-5);
        TorchTruth.Agrees("deviations", TorchTruth.Values(x.flip(0).std(2L, unbiased: false)), TorchTruth.Values(swapped.std(2L, unbiased: false)), 1e-5);
        Assert.Equal(TorchTruth.Values(x.argmax(2)), TorchTruth.Values(swapped.argmax(2)));
        // twice is the identity, since the batch is mirrored twice
        TorchTruth.Agrees("twice", TorchTruth.Values(x), TorchTruth.Values(StatEx.Exchange(swapped, all)), 1e-5);
    }

    [Fact]
    public void NobodyExchangedIsTheIdentity()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var x = rand([3, 4, 5], generator: generator);
        var none = Partners.Draw(3, 0, generator);
        var (same, labels) = StatEx.Apply(x, eye(3), none);
        Assert.Equal(TorchTruth.FloatValues(x), TorchTruth.FloatValues(same));
        Assert.Equal(TorchTruth.FloatValues(cat([eye(3), zeros(3, 6)], 1)), TorchTruth.FloatValues(labels));
    }

    [Fact]
    public void WrongShapesThrow()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => StatEx.Exchange(zeros(2, 3), tensor([true, false])));
        Assert.Throws<ArgumentException>(() => StatEx.Exchange(zeros(2, 3, 4), tensor([true])));
        Assert.Throws<ArgumentException>(() => ExchangeLabels.Triple(zeros(2, 3), zeros(2, 4), tensor([true, false])));
    }
}
