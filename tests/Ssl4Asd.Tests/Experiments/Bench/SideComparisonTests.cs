using Ssl4Asd.Experiments.Bench;

namespace Ssl4Asd.Tests.Experiments.Bench;

public class SideComparisonTests
{
    private static BenchReply Reply(double seconds, long? peak = null, long? parameters = null) => new([9 * seconds, seconds, seconds / 9], peak, 2, "1.13", parameters);

    [Fact]
    public void Sides_take_turns_and_ratios_stay_within_a_round()
    {
        var order = new List<string>();
        // the machine becomes slower from round to round, the second side is 2, 3 and 4 times as slow
        ComparedSide Side(string name, Func<int, double> factor, long memory)
        {
            var calls = new Dictionary<BenchWork, int>();
            return new ComparedSide(name, work =>
            {
                var round = calls[work] = calls.GetValueOrDefault(work) + 1;
                order.Add($"{name} {work} {round}");
                return Reply(round * factor(round), memory * round);
            });
        }
        var results = SideComparison.Run([Side("a", _ => 1, 100), Side("b", round => round + 1, 400)], batch: 12, rounds: 3);

        Assert.Equal(from round in new[] { 1, 2, 3 } from work in new[] { "Training", "Embedding" } from side in new[] { "a", "b" } select $"{side} {work} {round}", order);
        Assert.Equal([(BenchWork.Training, "a"), (BenchWork.Training, "b"), (BenchWork.Embedding, "a"), (BenchWork.Embedding, "b")], results.Select(r => (r.Work, r.Side)));
        foreach (var (a, b) in new[] { (results[0], results[1]), (results[2], results[3]) })
        {
            Assert.Equal(new Spread(4, 6, 12), a.ClipsPerSecond);
            Assert.Equal(new Spread(1, 2, 6), b.ClipsPerSecond);
            Assert.Null(a.Speedup);
            Assert.Null(a.MemoryRatio);
            Assert.Equal(new Spread(2, 3, 4), b.Speedup);
            Assert.Equal(new Spread(0.25, 0.25, 0.25), b.MemoryRatio);
            Assert.Equal(new Spread(400, 800, 1200), b.PeakBytes);
        }
    }

    [Fact]
    public void First_steps_are_told_by_themselves_where_all_sides_tell_of_them()
    {
        // the second side is slower at first, all its first steps together, and as fast once warm
        ComparedSide Side(string name, params double[] first) => new(name, _ => Reply(1) with { First = first });
        var results = SideComparison.Run([Side("a", 1, 3), Side("b", 6, 2)], batch: 12, rounds: 2);

        Assert.Equal([BenchState.First, BenchState.First, BenchState.Warm, BenchState.Warm], results.Where(r => r.Work == BenchWork.Training).Select(r => r.State));
        Assert.Equal([6, 3, 12, 12], results.Where(r => r.Work == BenchWork.Training).Select(r => r.ClipsPerSecond.Median));
        Assert.Equal(2, results[1].Speedup!.Value.Median);
        Assert.Equal(1, results[3].Speedup!.Value.Median);
        Assert.All(SideComparison.Run([Side("a", 1), new ComparedSide("b", _ => Reply(1))], 2, 1), r => Assert.Equal(BenchState.Warm, r.State));
    }

    [Fact]
    public void Memory_is_left_out_where_a_side_does_not_know_it()
    {
        var results = SideComparison.Run([new("a", _ => Reply(1, 100)), new("b", _ => Reply(1))], batch: 2, rounds: 2);
        Assert.Equal(new Spread(100, 100, 100), results[0].PeakBytes);
        Assert.Null(results[1].PeakBytes);
        Assert.Null(results[1].MemoryRatio);
    }

    [Fact]
    public void Networks_of_other_size_are_not_compared()
    {
        var sides = new ComparedSide[] { new("a", _ => Reply(1, null, 10)), new("b", _ => Reply(1, null, 11)) };
        Assert.Contains("not the same network", Assert.Throws<InputException>(() => SideComparison.Run(sides, 2, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_stops_between_two_measurements()
    {
        using var stop = new CancellationTokenSource();
        var calls = 0;
        var side = new ComparedSide("a", _ =>
        {
            if (++calls == 3)
                stop.Cancel();
            return Reply(1);
        });
        Assert.Throws<OperationCanceledException>(() => SideComparison.Run([side], 2, 5, stop: stop.Token));
        Assert.Equal(3, calls);
    }
}
