using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Ssl;

/// <summary>Self-supervised approaches that the paper names but does not take: labels and spectrograms by hand.</summary>
public class OtherApproachesTests
{
    [Fact]
    public void MixturesAreClassesOfTheirOwn()
    {
        using var scope = NewDisposeScope();
        var labels = tensor(new float[,] { { 1, 0 }, { .25f, .75f } });
        Assert.Equal([1f, 0, 0, 0, 0, 0, .25f, .75f], MixtureClasses.Double(labels, Mask(false, true)).data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => MixtureClasses.Double(labels, Mask(true)));
    }

    [Fact]
    public void OnlyTheGreaterShareIsAskedFor()
    {
        using var scope = NewDisposeScope();
        var labels = MixtureShare.Labels(tensor(new[] { .75f, .25f, .5f, .1f }), Mask(true, true, true, false));
        Assert.Equal([.5f, .5f, .5f, .5f, 0, 1, 1, 0], labels.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => MixtureShare.Labels(zeros(2, 2), Mask(true, true)));
    }

    [Fact]
    public void PairsOfClassesAreClasses()
    {
        using var scope = NewDisposeScope();
        var labels = tensor(new float[,] { { 1, 0 }, { .5f, .5f }, { 0, 1 } });
        var pairs = OriginalStatEx.Pairs(labels, Mask(true, false, false));
        // the partner of the first is the last: (0, 1); the others stay (0, 0) and (1, 1) in their shares
        Assert.Equal([0f, 1, 0, 0, .5f, 0, 0, .5f, 0, 0, 0, 1], pairs.data<float>().ToArray());
    }

    [Fact]
    public void StatisticsOfASubbandMove()
    {
        // one frame of four bins; the upper half of the first clip gets mean 30 and deviation 10 of its partner's
        using var scope = NewDisposeScope();
        var clips = tensor(new float[,,] { { { 7, 8, 1, 3 } }, { { 0, 0, 20, 40 } } });
        var moved = OriginalStatEx.Exchange(clips, Mask(true, false), Mask(false, false), tensor(new float[,] { { .5f, 1 }, { 0, 1 } }));
        Assert.Equal([7f, 8, 20, 40, 0, 0, 20, 40], moved.data<float>().ToArray());
    }

    [Fact]
    public void StatisticsOfAStretchOfTimeMove()
    {
        // four frames of one bin; a part that is empty takes one frame
        using var scope = NewDisposeScope();
        var clips = tensor(new float[,,] { { { 1 }, { 3 }, { 7 }, { 8 } }, { { 20 }, { 40 }, { 5 }, { 6 } } });
        var moved = OriginalStatEx.Exchange(clips, Mask(true, true), Mask(true, true), tensor(new float[,] { { 0, .5f }, { .75f, .75f } }));
        Assert.Equal([20f, 40, 7, 8, 20, 40, 5, 8], moved.data<float>().ToArray());
    }

    [Fact]
    public void OnTheWholeAxisItIsThePapersStatEx()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var clips = rand([4, 6, 5], generator: generator);
        var all = tensor(new float[,] { { 0, 1 }, { 0, 1 }, { 0, 1 }, { 0, 1 } });
        var (exchanged, stretches) = (Mask(true, false, true, true), Mask(true, true, false, false));
        Assert.InRange((OriginalStatEx.Exchange(clips, exchanged, stretches, all) - StatEx.Exchange(clips, exchanged, stretches)).abs().max().item<float>(), 0, 1e-5f);
        var parts = OriginalStatEx.DrawParts(100, generator);
        Assert.True(parts.select(1, 0).le(parts.select(1, 1)).all().item<bool>());
    }

    [Fact]
    public void PitchAndDurationChangeAsTheyShould()
    {
        // a tone of 1000 Hz that becomes silent after 0.5 s
        const int rate = 16_000;
        float[] Clip() => [.. Enumerable.Range(0, rate).Select(i => i < rate / 2 ? (float)(0.5 * Math.Sin(2 * Math.PI * 1000 * i / rate)) : 0)];
        foreach (var (combination, (pitch, duration)) in PitchStretch.Combinations.Index())
        {
            var clip = Clip();
            PitchStretch.Apply(clip, combination, rate);
            var tone = clip.AsSpan(1600, 4800); // within the tone whatever the duration
            var crossings = 0;
            for (var i = 1; i < tone.Length; i++)
                crossings += tone[i - 1] < 0 && tone[i] >= 0 ? 1 : 0;
            Assert.Equal(1000 * pitch, crossings / 0.3, 25.0);
            Assert.InRange(Math.Sqrt(tone.ToArray().Average(x => x * x)), 0.3, 0.4); // the level stays
            Assert.InRange(Math.Abs(clip[(int)(rate * (0.5 * duration - 0.06))..(int)(rate * (0.5 * duration - 0.03))].Max()), 0.2, 1);
            Assert.InRange(clip[(int)(rate * (0.5 * duration + 0.06))..(int)(rate * (0.5 * duration + 0.09))].Max(Math.Abs), 0, 0.05);
        }
        Assert.Equal(9, PitchStretch.Combinations.Distinct().Count());
        var kept = Clip();
        PitchStretch.Apply(kept, 0, rate);
        Assert.Equal(Clip(), kept);
    }

    [Fact]
    public void CombinationsAreDrawnAlike()
    {
        var random = new Random(1);
        var counts = new int[9];
        for (var i = 0; i < 16_000; i++)
            counts[PitchStretch.Draw(random, 0.5)]++;
        Assert.InRange(counts[0], 7700, 8300);
        Assert.All(counts.Skip(1), c => Assert.InRange(c, 850, 1150));
    }

    [Theory]
    [InlineData("regular+pitch-stretch", 45)]
    [InlineData("regular+mixture-classes", 10)]
    [InlineData("regular+original-statex", 25)]
    [InlineData("regular+mixture-share", 2)]
    [InlineData("mixture-share", 2)]
    [InlineData("direct-act", 15)]
    public void SoManyClasses(string system, int count) => Assert.Equal(count, SystemDefinition.Named(system).Validate().SelfSupervisedClasses(5));

    [Fact]
    public void WhatDoesNotGoTogetherIsRefused()
    {
        var proposed = SystemDefinition.Proposed;
        SystemDefinition[] wrong =
        [
            proposed with { OriginalStatEx = true, FullStatEx = true },
            SystemDefinition.Baseline with { OriginalStatEx = true },
            proposed with { Mixtures = MixtureLabels.GreaterShare },
            proposed with { PitchStretchProbability = 0.5, SelfSupervisedLabels = false },
            proposed with { PitchStretchProbability = 1.5 },
            proposed with { WeightDecay = -1 },
            proposed with { Backend = "none" },
            proposed with { Network = new() { HalfWidth = 0 } },
        ];
        Assert.All(wrong, system => Assert.Throws<InputException>(() => system.Validate()));
    }

    private static Tensor Mask(params bool[] values) => tensor(values);
}
