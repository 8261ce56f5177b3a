using Ssl4Asd.Losses;
using Ssl4Asd.Notebooks.Lessons;
using Ssl4Asd.Presets;

namespace Notebooks.Tests.Lessons;

public class ScaleTrapTests
{
    private const int Classes = 167;
    private static readonly HeadOptions Unbounded = new() { MaxScale = 1e15 };

    [Fact]
    public void ItBeginsWhereTheHeadBegins() => Assert.Equal([AdaptiveScale.Start(Classes * 16)], ScaleTrap.Scales(0.5, 0, Classes, Unbounded));

    // s ← ln(16 e^{s c} + 166·16) / cos(π/4), worked with doubles
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.72)]
    [InlineData(0.9)]
    public void EachStepFollowsTheFormula(double cosine)
    {
        var scales = ScaleTrap.Scales(cosine, 30, Classes, Unbounded);
        for (var i = 1; i < scales.Length; i++)
        {
            var largest = scales[i - 1] * cosine;
            var expected = (largest + Math.Log(16 + (Classes - 1) * 16 * Math.Exp(-largest))) / Math.Cos(Math.PI / 4);
            Assert.Equal(expected, scales[i], expected * 1e-9);
        }
    }

    [Fact]
    public void BelowTheTrapItSettlesAndAboveItGrowsToTheBound()
    {
        var settled = ScaleTrap.Scales(0.6, 300, Classes, Unbounded);
        Assert.Equal(settled[^2], settled[^1], 1e-6);
        Assert.True(ScaleTrap.Scales(0.9, 60, Classes, Unbounded)[^1] > 1e6);
        Assert.Equal(1000, ScaleTrap.Scales(0.9, 60, Classes, new HeadOptions())[^1]);
    }
}
