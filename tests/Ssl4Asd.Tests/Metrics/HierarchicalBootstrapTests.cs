using Ssl4Asd.Data;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Tests.Metrics;

public class HierarchicalBootstrapTests
{
    private static readonly BootstrapOptions Options = new() { Replicates = 2000, Seed = 3 };

    [Fact]
    public void OneDataSetAndOneSeedGiveThePairedBootstrap()
    {
        BootstrapSystem a = new("a", [Noisy(1, 0.5)]), b = new("b", [Noisy(1, 0.3)]);
        var paired = PairedBootstrap.Of([a], b, Options);
        Assert.Equal(paired.Select(row => row with { System = "a − b" }), HierarchicalBootstrap.Of([new("one", [a, b])], [Contrast.Difference("a", "b")], Options));
        Assert.Contains(paired, row => row.Lower < row.Upper);
    }

    [Fact]
    public void DataSetsThatDifferMakeTheIntervalThatDrawingThemMakes()
    {
        // AUC is 1 or, where all scores are equal, 1/2, whichever clips are drawn: only the data sets differ
        BootstrapDataset[] sets = [.. Enumerable.Range(0, 4).Select(i => new BootstrapDataset($"{i}", [new("a", [Fixed(isRight: i < 2), Fixed(isRight: i < 2)]), new("b", [Fixed(false), Fixed(false)])]))];
        var row = Auc(HierarchicalBootstrap.Of(sets, [Contrast.Difference("a", "b")], Options with { Level = 0.7 }));
        Assert.Equal(0.25, row.Difference, 12);
        // the mean of four drawn with probability 1/2 each, times 1/2: quantiles of a binomial distribution
        Assert.Equal((0.125, 0.375), (row.Lower, row.Upper));
        Assert.Equal(15 / 16.0, row.ShareAbove, 0.02);
    }

    [Fact]
    public void SeedsAreDrawnTogetherForAllSystems()
    {
        // with each seed a is as good as b
        IReadOnlyList<ScoredClip>[] runs = [Fixed(true), Fixed(false), Fixed(false)];
        var rows = HierarchicalBootstrap.Of([new("one", [new("a", runs), new("b", runs)])], [Contrast.Difference("a", "b"), Contrast.Of("a", ("a", 1))], Options);
        Assert.Equal((0, 0, 0), (Auc(rows).Difference, Auc(rows).Lower, Auc(rows).Upper));
        var alone = rows.First(r => r is { System: "a", Metric: Metric.Auc });
        Assert.Equal(2 / 3.0, alone.Difference, 12);
        Assert.Equal((0.5, 1), (alone.Lower, alone.Upper));
    }

    [Fact]
    public void ADifferenceOfDifferencesIsOne()
    {
        BootstrapDataset[] sets = [new("x", [new("a", [Noisy(1, 0.6)]), new("b", [Noisy(2, 0.2)]), new("c", [Noisy(3, 0.4)])])];
        string[] names = ["a", "b", "c"];
        var values = HierarchicalBootstrap.Of(sets, [.. names.Select(n => Contrast.Of(n, (n, 1)))], Options);
        double Of(string name) => Auc(values.Where(v => v.System == name)).Difference;
        var row = Auc(HierarchicalBootstrap.Of(sets, [Contrast.Of("all", ("a", 1), ("b", -1), ("c", -1), ("b", 1), ("b", 0.5))], Options));
        Assert.Equal(Of("a") + 0.5 * Of("b") - Of("c"), row.Difference, 12);
        Assert.InRange(row.Difference, row.Lower, row.Upper);
    }

    [Fact]
    public void ThreadsDoNotMatterAndWhatDoesNotBelongTogetherIsRefused()
    {
        BootstrapSystem a = new("a", [Noisy(1, 0.5), Noisy(4, 0.5)]), b = new("b", [Noisy(2, 0.3), Noisy(3, 0.3)]);
        var few = Options with { Replicates = 50 };
        Assert.Equal(HierarchicalBootstrap.Of([new("x", [a, b])], [Contrast.Difference("a", "b")], few with { Threads = 1 }), HierarchicalBootstrap.Of([new("x", [b, a])], [Contrast.Difference("a", "b")], few));
        void Refused(string words, params BootstrapDataset[] sets) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => HierarchicalBootstrap.Of(sets, [Contrast.Difference("a", "b")], few)).Message, StringComparison.Ordinal);
        Refused("at least one");
        Refused("x: has no runs of b", new BootstrapDataset("x", [a]));
        Refused("expected 2 runs of each system", new BootstrapDataset("x", [a, b with { Runs = [b.Runs[0]] }]));
        Refused("x, b: a run has no score", new BootstrapDataset("x", [a, b with { Runs = [b.Runs[0], [.. b.Runs[1].Skip(1)]] }]));
    }

    [Fact]
    public void NumbersOfRunsGiveTheSameAsTheirClips()
    {
        // data sets alone differ, as above; and seeds alone
        Dictionary<string, double[]>[] sets = [.. Enumerable.Range(0, 4).Select(i => new Dictionary<string, double[]> { ["a"] = i < 2 ? [1, 1] : [0.5, 0.5], ["b"] = [0.5, 0.5] })];
        var row = Assert.Single(HierarchicalBootstrap.OfValues(sets, [Contrast.Difference("a", "b")], Options with { Level = 0.7 }));
        Assert.Equal((0.25, 0.125, 0.375), (row.Value, row.Lower, row.Upper));
        Assert.Equal(15 / 16.0, row.ShareAbove, 0.02);
        var one = new Dictionary<string, double[]> { ["a"] = [1, 0, 0], ["b"] = [1, 0, 0], ["none"] = [double.NaN, 0, 0] };
        var rows = HierarchicalBootstrap.OfValues([one], [Contrast.Difference("a", "b"), Contrast.Of("a", ("a", 1)), Contrast.Of("none", ("none", 1))], Options);
        Assert.Equal(["a − b", "a"], rows.Select(r => r.Contrast));
        Assert.Equal((0, 0), (rows[0].Lower, rows[0].Upper));
        Assert.Equal((0, 1), (rows[1].Lower, rows[1].Upper));
        Assert.Throws<ArgumentException>(() => HierarchicalBootstrap.OfValues([new Dictionary<string, double[]> { ["a"] = [1, 0], ["b"] = [1] }], [Contrast.Difference("a", "b")], Options));
    }

    private static BootstrapDifference Auc(IEnumerable<BootstrapDifference> rows) => rows.First(r => r is { Metric: Metric.Auc, Population: Population.Official, Domain: MetricDomain.Source });

    private static List<ScoredClip> Fixed(bool isRight) => Scored((anomalous, _) => isRight && anomalous ? 1 : 0);

    private static List<ScoredClip> Noisy(int seed, double shift)
    {
        var random = new Random(seed);
        return Scored((anomalous, _) => random.NextDouble() + (anomalous ? shift : 0));
    }

    private static List<ScoredClip> Scored(Func<bool, int, double> score) =>
    [
        .. from domain in new[] { Domain.Source, Domain.Target }
           from condition in new[] { Condition.Normal, Condition.Anomaly }
           from i in Enumerable.Range(0, 10)
           let clip = new Clip($"section_00_{domain}_{condition}_{i}.wav", Subset.Development, "fan", "00", Split.Test, domain, condition, "")
           select new ScoredClip(clip, score(condition == Condition.Anomaly, i)),
    ];
}
