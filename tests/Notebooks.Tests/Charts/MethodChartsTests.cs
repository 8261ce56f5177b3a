using Ssl4Asd.Features;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using static TorchSharp.torch;

namespace Notebooks.Tests.Charts;

public class MethodChartsTests
{
    private static readonly FeatureOptions Features = new();

    [Fact]
    public void BeforeAndAfterShareOneScale()
    {
        var (own, partner, result) = Exchanged();
        var chart = MethodCharts.BeforeAfter(own, partner, result, Features, 16_000);
        var traces = ChartJson.Traces(chart);
        Assert.Equal(3, traces.Count);
        Assert.Single(traces.Select(t => (t.GetProperty("zmin").GetDouble(), t.GetProperty("zmax").GetDouble())).Distinct());
        Assert.Equal([false, false, true], traces.Select(t => t.GetProperty("showscale").GetBoolean()));
        var below = result.lt(0).to_type(ScalarType.Float32).mean().item<float>();
        Assert.Contains(FormattableString.Invariant($"after the exchange ({100 * below:0.#} % below 0)"), ChartJson.Layout(chart).GetProperty("annotations").EnumerateArray().Select(a => a.Text("text")));
    }

    [Fact]
    public void AfterStatExTheStatisticsAreThePartners()
    {
        var (own, partner, result) = Exchanged();
        var traces = ChartJson.Traces(MethodCharts.FrameStatistics(own, partner, result, Features, 16_000));
        Assert.Equal(6, traces.Count); // mean and deviation of three
        foreach (var (of, after) in new[] { (traces[1], traces[2]), (traces[4], traces[5]) })
            Assert.Equal(of.Numbers("y"), after.Numbers("y"), (a, b) => Math.Abs(a - b) <= 2e-3 * Math.Abs(a));
        Assert.Equal(own.view(-1, 513).mean([1L]).data<float>().ToArray().Select(v => (double)v), traces[0].Numbers("y"), (a, b) => Math.Abs(a - b) <= 1e-3 * Math.Abs(a));
        Assert.NotEqual(traces[0].Numbers("y"), traces[2].Numbers("y"));
    }

    [Fact]
    public void LabelsShowOnlyClassesWithWeight()
    {
        var traces = ChartJson.Traces(MethodCharts.Labels([0.75f, 0.25f, 0], [0, 0, 0, 0.375f, 0.125f, 0, 0, 0, 0.5f], ["a", "b", "c"]));
        Assert.Equal(["a", "b"], traces[0].Texts("y"));
        Assert.Equal([0.75, 0.25], traces[0].Numbers("x"));
        Assert.Equal(["a, own half", "b, own half", "c, partner's half"], traces[1].Texts("y"));
        Assert.Equal([0.375, 0.125, 0.5], traces[1].Numbers("x"));
    }

    [Fact]
    public void NamesFollowTheOrderOfTheExchanges()
    {
        using var y = tensor(new float[] { 1, 0, 0, 1 }, [2, 2]);
        using var yes = tensor(new[] { true, true });
        var statEx = ExchangeLabels.Triple(y, Partners.Of(y), yes);
        var both = ExchangeLabels.Triple(statEx, Partners.Of(statEx), yes)[0].data<float>().ToArray();
        var names = ChartJson.Traces(MethodCharts.Labels([1, 0], both, ["a", "b"]))[1].Texts("y");
        Assert.Equal(
            [
                "a, StatEx: own half, FeatEx: own half", "b, StatEx: partner's half, FeatEx: own half",
                "b, StatEx: own half, FeatEx: partner's half", "a, StatEx: partner's half, FeatEx: partner's half",
            ], names);
    }

    [Fact]
    public void LabelsThatDoNotFitThrow()
    {
        Assert.Throws<ArgumentException>(() => MethodCharts.Labels([1], [1, 0], ["a"]));
        Assert.Throws<ArgumentException>(() => MethodCharts.Labels([1, 0], [1, 0], ["a"]));
        Assert.Contains("n/a: no class has any weight", ChartJson.Traces(MethodCharts.Labels([0], [1, 0, 0], ["a"])).Select(t => t.TryGetProperty("text", out var text) ? text.GetString() : ""));
    }

    private static (Tensor Own, Tensor Partner, Tensor Result) Exchanged()
    {
        using var waveforms = tensor([.. Sample.Noise(8000).Samples, .. Sample.Sine(700, 0.3, 8000).Samples.Zip(Sample.Noise(8000, 1).Samples, (s, n) => s + 0.01f * n)], [2, 8000]);
        var batch = Spectrogram.Magnitude(waveforms, Features);
        return (batch[0], batch[1], StatEx.Exchange(batch, tensor(new[] { true, false }))[0]);
    }
}
