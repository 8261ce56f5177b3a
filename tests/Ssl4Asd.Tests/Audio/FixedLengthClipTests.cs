using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests.Audio;

public class FixedLengthClipTests
{
    private static readonly short[] _recording = [0, 1024, 2048, 3072, 4096]; // k/32

    [Theory]
    [InlineData(10, 4, 6)] // longer: 0 … 6
    [InlineData(4, 4, 0)]
    [InlineData(3, 4, 2)] // two tiles of 3
    [InlineData(2, 4, 0)] // two tiles fit exactly
    [InlineData(1, 4, 0)]
    [InlineData(5, 11, 4)] // three tiles of 5
    [InlineData(160_000, 288_000, 32_000)] // 10 s into 18 s
    [InlineData(int.MaxValue, 1, int.MaxValue - 1)]
    [InlineData(int.MaxValue - 1, int.MaxValue, int.MaxValue - 2)]
    public void MaxOffset_is_what_the_tiles_leave_over(int recording, int clip, int expected) =>
        Assert.Equal(expected, FixedLengthClip.MaxOffset(recording, clip));

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    [InlineData(5, 0)]
    [InlineData(13, 0)]
    [InlineData(13, 4)]
    [InlineData(13, 1_000_003)]
    [InlineData(40, int.MaxValue)]
    [InlineData(0, 2)]
    public void The_clip_is_the_periodic_recording_from_the_offset_on(int length, int offset)
    {
        var expected = Enumerable.Range(0, length).Select(i => (((long)offset + i) % 5) / 32f).ToArray();

        var clip = new float[length];
        FixedLengthClip.Fill(_recording, clip, offset);
        Assert.Equal(expected, clip);

        clip = new float[length];
        FixedLengthClip.Fill(_recording.Select(sample => sample / 32768f).ToArray(), clip, offset);
        Assert.Equal(expected, clip);
    }

    [Fact]
    public void Every_offset_up_to_the_last_gives_what_cutting_the_tiled_array_gives()
    {
        var tiled = new[] { 0, 1, 2, 3, 4, 0, 1, 2, 3, 4 }.Select(k => k / 32f).ToArray();
        var last = FixedLengthClip.MaxOffset(5, 7);
        Assert.Equal(3, last);
        for (var offset = 0; offset <= last; offset++)
        {
            var clip = new float[7];
            FixedLengthClip.Fill(_recording, clip, offset);
            Assert.Equal(tiled[offset..(offset + 7)], clip);
        }
    }

    [Fact]
    public void Refuses_nonsense()
    {
        Assert.Throws<ArgumentException>(() => FixedLengthClip.Fill(ReadOnlySpan<short>.Empty, new float[3], 0));
        Assert.Throws<ArgumentException>(() => FixedLengthClip.Fill(ReadOnlySpan<float>.Empty, new float[3], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedLengthClip.Fill(_recording, new float[3], -1));
        Assert.Throws<ArgumentException>(() => FixedLengthClip.MaxOffset(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedLengthClip.MaxOffset(4, 0));
    }
}
