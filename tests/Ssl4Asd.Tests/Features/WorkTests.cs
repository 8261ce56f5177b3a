using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Features;

/// <summary>Loops that are split among threads, and loops within them.</summary>
public class WorkTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void EachNumberOnceAlsoWithinALoop(int count)
    {
        var seen = new int[3, count];
        Work.Each(3, outer => Work.Each(count, i => Interlocked.Increment(ref seen[outer, i])));
        Assert.All(seen.Cast<int>(), times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(1, 100)]
    [InlineData(100, 0)]
    [InlineData(9, 1000)]
    public void TwoLoopsOneAfterTheOtherAlsoWithinALoop(int split, int count)
    {
        var (first, second) = (new int[3, split], new int[3, count]);
        Work.Each(3, outer => Work.SplitThenEach(
            split,
            (part, from, to) =>
            {
                Assert.InRange(part, 0, get_num_threads() - 1);
                for (var i = from; i < to; i++)
                    Interlocked.Increment(ref first[outer, i]);
            },
            count, i => Interlocked.Increment(ref second[outer, i])));
        Assert.All(first.Cast<int>().Concat(second.Cast<int>()), times => Assert.Equal(1, times));
        var all = 0;
        Work.SplitThenEach(split, (_, from, to) => Interlocked.Add(ref all, to - from), count, _ => Interlocked.Increment(ref all));
        Assert.Equal(split + count, all);
    }

    // sums of parts are joined in their order: how many there are must not depend on where the loop is
    [Fact]
    public void AsManyPartsWithinALoopAsOutside()
    {
        var outside = Work.Split(100, (from, to) => (from, to));
        Assert.Equal(Math.Min(get_num_threads(), 100), outside.Length);
        var within = new (int, int)[4][];
        Work.Each(4, i => within[i] = Work.Split(100, (from, to) => (from, to)));
        Assert.All(within, parts => Assert.Equal(outside, parts));
    }

    [Fact]
    public void ALoopWithinALoopStaysOnItsThread()
    {
        var moved = 0;
        Work.Each(8, _ =>
        {
            var thread = Environment.CurrentManagedThreadId;
            Work.Each(100, _ => moved += get_num_threads() > 1 && Environment.CurrentManagedThreadId != thread ? 1 : 0);
        });
        Assert.Equal(0, moved);
    }
}
