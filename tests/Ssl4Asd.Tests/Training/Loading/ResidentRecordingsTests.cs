using Ssl4Asd.Training.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training.Loading;

public class ResidentRecordingsTests
{
    [Fact]
    public void Recordings_stay_in_the_store_unless_there_is_a_GPU_or_a_wish()
    {
        using var noise = new NoiseStore(5, 9);
        Assert.Null(ResidentRecordings.Place(noise.Store, CPU, Residency.Auto, reserve: 0));
        Assert.Null(ResidentRecordings.Place(noise.Store, CPU, Residency.No, reserve: 0));
        using var resident = ResidentRecordings.Place(noise.Store, CPU, Residency.Yes, reserve: long.MaxValue / 2);
        Assert.NotNull(resident);
    }

    [Fact]
    public void Room_is_what_can_be_had()
    {
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.True(ResidentRecordings.HasRoom(1 << 20, CPU));
        Assert.False(ResidentRecordings.HasRoom(1L << 60, CPU));
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_recording_longer_than_a_piece_is_whole()
    {
        var length = 2 * (1 << 22) + 77;
        using var noise = new NoiseStore(3, length, 4);
        using var resident = ResidentRecordings.Place(noise.Store, CPU, Residency.Yes, reserve: 0)!;
        foreach (var (recording, offset) in new[] { (0, 0), (1, (1 << 22) - 5), (1, 2 * (1 << 22) - 5), (1, length - 10), (2, 0) })
        {
            var expected = new float[10];
            noise.Store.CopyClip(recording, offset, expected);
            using var clip = resident.Cut([new ClipCut(recording, offset)], 10);
            Assert.Equal(expected, clip.data<float>().ToArray());
        }
    }

    [Fact]
    public void Progress_counts_and_a_stop_frees_what_was_there()
    {
        using var noise = new NoiseStore([.. Enumerable.Range(1, 9)]);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using var stop = new CancellationTokenSource();
        var told = new List<int>();
        Assert.Throws<OperationCanceledException>(() => ResidentRecordings.Place(noise.Store, CPU, Residency.Yes, 0, new Progress(told, stop, 4), stop.Token));
        Assert.Equal([1, 2, 3, 4], told);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_damaged_store_is_told_at_once()
    {
        using var noise = new NoiseStore(5, 9, 6);
        noise.Damage(1);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Contains("damaged (at 0001.wav)", Assert.Throws<InputException>(() => ResidentRecordings.Place(noise.Store, CPU, Residency.Yes, 0)).Message, StringComparison.Ordinal);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private sealed class Progress(List<int> told, CancellationTokenSource stop, int stopAt) : IProgress<int>
    {
        public void Report(int value)
        {
            told.Add(value);
            if (value == stopAt)
                stop.Cancel();
        }
    }
}
