using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using Ssl4Asd.Tests.Truth;
using Ssl4Asd.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training;

/// <summary>The three ablations (paper, section 4.3) do what their names say, and nothing else.</summary>
public class AblationTests
{
    private const int Batch = 6;
    private const int Classes = 4;

    [Fact]
    public void WithoutLabelsNoClassLabelReachesTheSelfSupervisedLoss()
    {
        using var scope = NewDisposeScope();
        var (loss, supervised, gradient) = SelfSupervisedLoss("proposed-without-labels", permuted: false);
        var (permutedLoss, permutedSupervised, permutedGradient) = SelfSupervisedLoss("proposed-without-labels", permuted: true);
        Assert.Equal(loss, permutedLoss);
        Assert.Equal(gradient, permutedGradient);
        Assert.NotEqual(supervised, permutedSupervised); // the supervised loss does see them

        // and the test can fail: with labels it does
        Assert.NotEqual(SelfSupervisedLoss("proposed", permuted: false).SelfSupervised, SelfSupervisedLoss("proposed", permuted: true).SelfSupervised);
    }

    [Fact]
    public void WithoutLabelsNineClassesAreLeft()
    {
        Assert.Equal(9, SystemDefinition.Named("proposed-without-labels").SelfSupervisedClasses(167));
        Assert.Equal(9 * 167, SystemDefinition.Proposed.SelfSupervisedClasses(167));
    }

    [Theory]
    [InlineData("proposed-fixed-centres", false)]
    [InlineData("proposed", true)]
    public void FixedCentresStayAsTheyWereToTheBit(string system, bool move)
    {
        using var scope = NewDisposeScope();
        using var model = Model(SystemDefinition.Named(system));
        using var optimizer = AdamOptimizer.For(model);
        float[] Centres(string head) => TorchTruth.FloatValues(model.state_dict()[head + ".centres"]);
        var (before, fixedBefore) = (Centres("self_supervised"), Centres("supervised"));
        using var generator = new Generator(3);
        for (var step = 0; step < 3; step++)
        {
            var losses = model.call(Waveforms(generator), Labels(), ExchangeDraws.Draw(model.Definition, Batch, generator, CPU));
            optimizer.zero_grad();
            model.Backward(losses);
            optimizer.step();
        }
        Assert.Equal(move, !before.SequenceEqual(Centres("self_supervised")));
        Assert.Equal(fixedBefore, Centres("supervised"));
    }

    [Fact]
    public void FullStatExDrawsBothAxesAboutEquallyOften()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var draws = ExchangeDraws.Draw(SystemDefinition.Named("proposed-full-statex"), 4000, generator, CPU);
        Assert.InRange(draws.StatExFrequency!.sum().item<long>(), 1850, 2150);
        Assert.InRange((draws.StatExFrequency & draws.StatEx).sum().item<long>(), 850, 1150);
        Assert.Null(ExchangeDraws.Draw(SystemDefinition.Proposed, 4, generator, CPU).StatExFrequency);
    }

    [Fact]
    public void FullStatExExchangesEachClipAlongItsOwnAxis()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var x = rand([4, 5, 6], generator: generator);
        var all = Partners.Draw(4, 1, generator);
        var full = StatEx.Exchange(x, all, tensor([true, false, true, false]));
        Assert.Equal(TorchTruth.FloatValues(StatEx.Exchange(x, all, StatExAxis.Frequency)[0]), TorchTruth.FloatValues(full[0]));
        Assert.Equal(TorchTruth.FloatValues(StatEx.Exchange(x, all)[1]), TorchTruth.FloatValues(full[1]));
        Assert.Throws<ArgumentException>(() => StatEx.Exchange(x, all, tensor([true, false])));
    }

    [Theory]
    [InlineData("proposed-full-statex", false)]
    [InlineData("proposed", true)]
    public void TheTemporalMeanCountsOnlyWithoutItsNormalisation(string system, bool normalised)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var model = Model(SystemDefinition.Named(system));
        model.eval();
        using var generator = new Generator(1);
        var frames = rand([2, 12, TinyPreset.Value.Features.Bins], generator: generator);
        var shifted = frames + 3; // a level that is the same in all frames
        var difference = (model.Network.SpectrogramHalf(frames) - model.Network.SpectrogramHalf(shifted)).abs().max().ToDouble();
        Assert.True(normalised ? difference < 1e-4 : difference > 1e-2, $"the halves differ by {difference}");
    }

    [Fact]
    public void ThePlainSupervisedHeadDoesNotSeeStatEx()
    {
        using var scope = NewDisposeScope();
        double Supervised(bool sees, bool exchanged)
        {
            using var model = Model(SystemDefinition.Proposed with { SupervisedSeesStatEx = sees });
            model.eval(); // batch norms by running statistics: one clip does not change another
            using var generator = new Generator(2);
            var none = zeros([Batch], dtype: ScalarType.Bool);
            var draws = new ExchangeDraws(rand([Batch], generator: generator), none, exchanged ? ones([Batch], dtype: ScalarType.Bool) : none, none);
            return model.call(Waveforms(generator), Labels(), draws).Supervised!.ToDouble();
        }
        Assert.Equal(Supervised(sees: false, exchanged: false), Supervised(sees: false, exchanged: true));
        Assert.Equal(Supervised(sees: true, exchanged: false), Supervised(sees: false, exchanged: false), 5);
        Assert.NotEqual(Supervised(sees: true, exchanged: false), Supervised(sees: true, exchanged: true), 3);
    }

    private static (double SelfSupervised, double Supervised, float[] Gradient) SelfSupervisedLoss(string system, bool permuted)
    {
        using var model = Model(SystemDefinition.Named(system));
        using var generator = new Generator(2);
        var labels = permuted ? Labels()[TensorIndex.Tensor(tensor([1L, 2, 3, 4, 5, 0]))] : Labels();
        var losses = model.call(Waveforms(generator), labels, ExchangeDraws.Draw(model.Definition, Batch, generator, CPU));
        model.Backward(losses.SelfSupervised!);
        return (losses.SelfSupervised!.ToDouble(), losses.Supervised!.ToDouble(), [.. model.parameters().Where(p => p.grad is not null).SelectMany(p => TorchTruth.FloatValues(p.grad!))]);
    }

    private static AsdModel Model(SystemDefinition system)
    {
        using var generator = new Generator(1);
        return new AsdModel(system, TinyPreset.Value, Classes, generator);
    }

    private static Tensor Waveforms(Generator generator) => rand([Batch, TinyPreset.Value.ClipSamples], generator: generator) - 0.5;

    private static Tensor Labels() => nn.functional.one_hot(tensor([0L, 1, 2, 3, 0, 1]), Classes).to_type(ScalarType.Float32);
}
