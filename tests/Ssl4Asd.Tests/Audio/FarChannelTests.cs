using Ssl4Asd.Audio;
using Ssl4Asd.Tests.Truth;

namespace Ssl4Asd.Tests.Audio;

public sealed class FarChannelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsLeftIsWhatSciPyLeaves()
    {
        foreach (var truth in SklearnTruth.Cases("far_channel.json"))
        {
            var (near, far) = Channels(truth.GetProperty("samples").GetInt32());
            var at = truth.Numbers("at").Select(i => (int)i).ToArray();
            Close(truth.Numbers("near"), at.Select(i => (double)near[i]), 1e-7);
            FarChannel.Subtract(near, far);
            Close(truth.Numbers("left"), at.Select(i => (double)near[i]), 1e-5);
            Assert.Equal(truth.GetProperty("energy").GetDouble(), near.Sum(x => (double)x * x), 1e-3);
        }
    }

    [Fact]
    public void SilenceFarAwayChangesNothing()
    {
        var (near, _) = Channels(4000);
        var before = near.ToArray();
        FarChannel.Subtract(near, new float[4000]);
        Assert.Equal(before, near);
        Assert.Throws<ArgumentException>(() => FarChannel.Subtract(before, new float[3999]));
    }

    [Fact]
    public void ARecordingOfTwoChannelsIsWhatWasChosenOfThem()
    {
        var (near, far) = Channels(8000);
        var path = Stereo("two.wav", near, far);
        short[] Read(ChannelChoice choice) => WavFile.ReadPcm16(path, new SoundFormat(16_000, choice));
        Assert.Equal(near.Select(x => (short)(x * 32768)), Read(ChannelChoice.Near));
        Assert.Equal(far.Select(x => (short)(x * 32768)), Read(ChannelChoice.Far));
        Close(near.Zip(far, (a, b) => ((short)(a * 32768) + (short)(b * 32768)) / 2.0), Read(ChannelChoice.Average).Select(x => (double)x), 0.51);
        FarChannel.Subtract(near, far);
        Close(near.Select(x => 32768.0 * x), Read(ChannelChoice.NearMinusFar).Select(x => (double)x), 2.1); // the file holds whole levels

        // the parts of a long recording, each by its own estimate
        using var recording = LongRecording.Open(path, new SoundFormat(16_000, ChannelChoice.NearMinusFar), null);
        Assert.Equal(Read(ChannelChoice.NearMinusFar), recording.Read(0, 8000));
    }

    [Fact]
    public void OneChannelIsTheNearOneAndHasNoFarOne()
    {
        var path = _folder.File("one.wav", WavBytes.Pcm16(1, 16_000, 1, 2, 3));
        Assert.Equal([1, 2, 3], WavFile.ReadPcm16(path, new SoundFormat(16_000, ChannelChoice.Near)));
        foreach (var choice in new[] { ChannelChoice.Far, ChannelChoice.NearMinusFar })
            Assert.Contains("one channel", Assert.Throws<InputException>(() => WavFile.ReadPcm16(path, new SoundFormat(16_000, choice))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChannelsThatCancelAreNoNewsWhereOneIsChosen()
    {
        var path = _folder.File("cancel.wav", WavBytes.Pcm16(2, 16_000, 100, -100, 200, -200, -300, 300));
        var notices = new List<string>();
        Assert.Equal([-100, -200, 300], WavFile.ReadPcm16(path, new SoundFormat(16_000, ChannelChoice.Far), notices.Add));
        Assert.Empty(notices);
        WavFile.ReadPcm16(path, notice: notices.Add);
        Assert.Single(notices);
    }

    private static void Close(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));

    private string Stereo(string name, float[] left, float[] right) =>
        _folder.File(name, WavBytes.Pcm16(2, 16_000, [.. left.Zip(right).SelectMany(pair => new[] { (short)(pair.First * 32768), (short)(pair.Second * 32768) })]));

    // as in make_far_channel.py
    private static (float[] Near, float[] Far) Channels(int samples)
    {
        var (far, machine) = (TruthRandom.Fill("wave/far", samples, 0.5), TruthRandom.Fill("wave/machine", samples, 0.2));
        return ([.. machine.Select((x, i) => (float)(x + 0.5 * (i < 3 ? 0 : far[i - 3])))], far);
    }
}
