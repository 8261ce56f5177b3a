using Ssl4Asd.Experiments;
using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Training.Loading;
using Ssl4Asd.Training.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

public class EmbedderTests
{
    private static readonly Preset Tiny = TinyPreset.Value with { Training = TinyPreset.Value.Training with { BatchSize = 2 } };
    private static readonly int[] Lengths = [8000, 5000, 9000, 8000, 12_000];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Embeddings_are_those_of_the_network_batch_by_batch(bool isResident, bool haveOffsets)
    {
        using var noise = new NoiseStore(Lengths);
        using var network = Network();
        using var resident = ResidentRecordings.Place(noise.Store, CPU, isResident ? Residency.Yes : Residency.No, reserve: 0);
        int[]? offsets = haveOffsets ? [0, 100, 200, 0, 4000] : null;
        var told = new List<WorkProgress>();
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var embeddings = Embedder.Embed(network, Tiny, noise.Store, CPU, offsets, told.Add, resident: resident);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal([new("embedding", 2, 5), new("embedding", 4, 5), new("embedding", 5, 5)], told);

        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var expected = Enumerable.Range(0, 5).Chunk(2).SelectMany(batch =>
        {
            var waveforms = new float[batch.Length * Tiny.ClipSamples];
            for (var i = 0; i < batch.Length; i++)
                noise.Store.CopyClip(batch[i], offsets?[batch[i]] ?? 0, waveforms.AsSpan(i * Tiny.ClipSamples, Tiny.ClipSamples));
            return network.call(tensor(waveforms, [batch.Length, Tiny.ClipSamples])).data<float>().ToArray();
        });
        Assert.Equal(expected, embeddings.Cast<float>());
    }

    [Fact]
    public void A_raised_stop_ends_between_two_batches_and_frees_all()
    {
        using var noise = new NoiseStore(Lengths);
        using var network = Network();
        using var stop = new CancellationTokenSource();
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Throws<OperationCanceledException>(() => Embedder.Embed(network, Tiny, noise.Store, CPU, report: _ => stop.Cancel(), stop: stop.Token));
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void No_recordings_are_no_embeddings()
    {
        using var noise = new NoiseStore();
        using var network = Network();
        Assert.Empty(Embedder.Embed(network, Tiny, noise.Store, CPU));
    }

    private static EmbeddingNetwork Network()
    {
        using var generator = new Generator(2);
        return new EmbeddingNetwork(Tiny, generator);
    }
}
