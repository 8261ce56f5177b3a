using Ssl4Asd.Audio;
using Ssl4Asd.Training.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training.Loading;

public class WaveformLoaderTests
{
    private const int ClipSamples = 500;
    private static readonly int[] Lengths = [500, 1, 7, 499, 501, 1200, 250, 3000, 333, 998];

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(10, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(10, true)]
    public void Batches_are_the_clips_of_the_store_bit_for_bit(int batchSize, bool isResident)
    {
        using var noise = new NoiseStore(Lengths);
        using var resident = Resident(noise.Store, isResident);
        var batches = Batches(noise.Store, batchSize);
        var given = WaveformLoader.Load(noise.Store, ClipSamples, batches, CPU, resident).Select(Values).ToList();
        Assert.Equal(batches.Select(b => Expected(noise.Store, b)), given);
    }

    [Fact]
    public void No_more_than_one_batch_is_made_ahead()
    {
        using var noise = new NoiseStore(Lengths);
        var asked = 0;
        var taken = 0;
        foreach (var waveforms in WaveformLoader.Load(noise.Store, ClipSamples, Batches(noise.Store, 2).Select(b => { asked++; return b; }), CPU, null))
        {
            waveforms.Dispose();
            taken++;
            Assert.Equal(Math.Min(5, taken + 1), asked);
        }
        Assert.Equal(5, taken);
    }

    [Fact]
    public void The_next_batch_is_made_while_the_caller_works()
    {
        using var noise = new NoiseStore(Lengths);
        noise.Damage(3);
        using var batches = WaveformLoader.Load(noise.Store, ClipSamples, Batches(noise.Store, 2), CPU, null).GetEnumerator();
        Assert.True(batches.MoveNext());
        batches.Current.Dispose();
        // whoever finds the damage removes the store
        Assert.True(SpinWait.SpinUntil(() => !noise.IsThere, TimeSpan.FromSeconds(30)), "nobody has looked at the second batch");
    }

    [Fact]
    public void A_damaged_store_is_told_at_its_batch_in_its_own_words()
    {
        using var noise = new NoiseStore(Lengths);
        noise.Damage(5);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var taken = 0;
        var error = Assert.Throws<InputException>(() =>
        {
            foreach (var waveforms in WaveformLoader.Load(noise.Store, ClipSamples, Batches(noise.Store, 2), CPU, null))
            {
                waveforms.Dispose();
                taken++;
            }
        });
        Assert.Contains("the clip store is damaged (at 0005.wav)", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, taken);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_stops_early_leaves_nothing_behind(bool isResident)
    {
        using var noise = new NoiseStore(Lengths);
        using var resident = Resident(noise.Store, isResident);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var stopAt = 1; stopAt <= 5; stopAt++)
        {
            var taken = 0;
            foreach (var waveforms in WaveformLoader.Load(noise.Store, ClipSamples, Batches(noise.Store, 2), CPU, resident))
            {
                waveforms.Dispose();
                if (++taken == stopAt)
                    break;
            }
            Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var waveforms in WaveformLoader.Load(noise.Store, ClipSamples, Batches(noise.Store, 2), CPU, resident))
                using (waveforms)
                    throw new OperationCanceledException();
        });
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_batch_belongs_to_the_scope_it_is_asked_for_in()
    {
        using var noise = new NoiseStore(Lengths);
        var batches = Batches(noise.Store, 2);
        using var loaded = WaveformLoader.Load(noise.Store, ClipSamples, batches, CPU, null).GetEnumerator();
        foreach (var batch in batches)
        {
            Tensor waveforms;
            using (var scope = NewDisposeScope())
            {
                Assert.True(loaded.MoveNext());
                waveforms = loaded.Current;
                Assert.True(scope.Contains(waveforms));
                Assert.Equal(1, scope.DisposablesCount); // the batch that is being made is nobody's yet
                Assert.Equal(Expected(noise.Store, batch), waveforms.data<float>().ToArray());
            }
            Assert.True(waveforms.IsInvalid);
        }
        Assert.False(loaded.MoveNext());
    }

    [Fact]
    public void What_is_being_made_ends_with_the_clip_it_is_at()
    {
        using var noise = new NoiseStore(Lengths);
        noise.Damage(2);
        // half a second of work (five million tiles of one sample, twenty times), and then what would remove the store
        ClipCut[] batch = [.. Enumerable.Repeat(new ClipCut(1, 0), 20), new ClipCut(2, 0)];
        using (var loaded = WaveformLoader.Load(noise.Store, 5_000_000, [[new ClipCut(0, 0)], batch], CPU, null).GetEnumerator())
        {
            Assert.True(loaded.MoveNext());
            loaded.Current.Dispose();
        }
        Assert.True(noise.IsThere);
    }

    [Fact]
    public void Nothing_to_load_is_no_batch()
    {
        using var noise = new NoiseStore(Lengths);
        Assert.Empty(WaveformLoader.Load(noise.Store, ClipSamples, [], CPU, null));
    }

    private static ResidentRecordings? Resident(ClipStore store, bool isResident)
        => ResidentRecordings.Place(store, CPU, isResident ? Residency.Yes : Residency.No, reserve: 0);

    private static List<ClipCut[]> Batches(ClipStore store, int batchSize)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, store.Count).Select(i => new ClipCut(i, random.Next(store.MaxOffset(i, ClipSamples) + 1))).Chunk(batchSize)];
    }

    private static float[] Expected(ClipStore store, ClipCut[] batch)
    {
        var clips = new float[batch.Length * ClipSamples];
        for (var i = 0; i < batch.Length; i++)
            store.CopyClip(batch[i].Recording, batch[i].Offset, clips.AsSpan(i * ClipSamples, ClipSamples));
        return clips;
    }

    private static float[] Values(Tensor waveforms)
    {
        using (waveforms)
        {
            Assert.Equal([waveforms.numel() / ClipSamples, ClipSamples], waveforms.shape);
            return waveforms.data<float>().ToArray();
        }
    }
}
