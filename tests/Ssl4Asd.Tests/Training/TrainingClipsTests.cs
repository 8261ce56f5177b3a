using Ssl4Asd.Tests.Training.Loading;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training;

public class TrainingClipsTests
{
    private const int ClipSamples = 40;
    private static readonly int[] Lengths = [40, 3, 55, 100, 41, 39, 80, 17, 64];
    private static readonly int[] ClassOf = [0, 1, 2, 0, 1, 2, 2, 1, 0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Order_and_crops_are_drawn_clip_by_clip_in_the_order_of_the_batches(bool areFixed)
    {
        using var noise = new NoiseStore(Lengths);
        int[]? offsets = areFixed ? [.. Lengths.Select((_, i) => i)] : null;
        var clips = new TrainingClips(noise.Store, ClassOf, 3, ClipSamples, offsets);
        var (order, crops) = (new Random(3), new Random(4));
        var given = clips.Epoch(4, new Random(3), new Random(4), CPU).Select(batch =>
        {
            using (batch.Waveforms)
            using (batch.Labels)
                return (Waveforms: batch.Waveforms.data<float>().ToArray(), Labels: batch.Labels.data<float>().ToArray());
        }).ToList();

        var shuffled = Enumerable.Range(0, 9).ToArray();
        order.Shuffle(shuffled);
        Assert.Equal([4, 5], given.Select(g => g.Labels.Length / 3)); // the ninth clip joins the second batch
        Assert.Equal(shuffled.SelectMany(i =>
        {
            var clip = new float[ClipSamples];
            noise.Store.CopyClip(i, offsets?[i] ?? (int)crops.NextInt64(noise.Store.MaxOffset(i, ClipSamples) + 1), clip);
            return clip;
        }), given.SelectMany(g => g.Waveforms));
        Assert.Equal(shuffled.SelectMany(i => Enumerable.Range(0, 3).Select(c => c == ClassOf[i] ? 1f : 0)), given.SelectMany(g => g.Labels));
    }

    [Fact]
    public void An_epoch_that_nobody_asks_for_draws_nothing()
    {
        using var noise = new NoiseStore(Lengths);
        var order = new Random(3);
        new TrainingClips(noise.Store, ClassOf, 3, ClipSamples).Epoch(4, order, new Random(4), CPU);
        Assert.Equal(new Random(3).Next(), order.Next());
    }
}
