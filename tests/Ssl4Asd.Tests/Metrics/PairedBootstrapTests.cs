using Ssl4Asd.Data;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Tests.Metrics;

public class PairedBootstrapTests
{
    [Fact]
    public void Intervals_agree_with_a_bootstrap_in_numpy_and_scikit_learn()
    {
        var truth = SklearnTruth.Read("bootstrap.json");
        var sections = truth.GetProperty("sections").EnumerateArray().Select(s => (s[0].GetString()!, s[1].GetString()!)).ToHashSet();
        var runs = Enumerable.Range(0, 3).Select(seed => Run(seed).Where(c => c.Clip.Subset == Subset.Development && sections.Contains((c.Clip.Machine, c.Clip.Section))).ToList()).ToList();
        var rows = PairedBootstrap.Of([new("seeds 0 and 1", [runs[0], runs[1]])], new("seed 2", [runs[2]]), new() { Replicates = 20_000, Seed = 1 });
        foreach (var row in truth.GetProperty("differences").EnumerateArray())
        {
            var (point, lower, upper, above, deviation) = (row[3].GetDouble(), row[4].GetDouble(), row[5].GetDouble(), row[6].GetDouble(), row[7].GetDouble());
            var actual = Assert.Single(rows, r => Csv.Word(r.Population) == row[0].GetString() && r.Subset == Subset.Development && Csv.Word(r.Domain) == row[1].GetString() && Name(r.Metric) == row[2].GetString());
            Assert.Equal(point, actual.Difference, 1e-12);
            // Four standard errors of a normal 2.5 % quantile from 4000 and from 20000 replicates.
            var error = Math.Sqrt(0.025 * 0.975 * (1.0 / truth.GetProperty("replicates").GetInt32() + 1.0 / 20_000)) / 0.0584 * deviation;
            Assert.InRange(actual.Lower, lower - 4 * error, lower + 4 * error);
            Assert.InRange(actual.Upper, upper - 4 * error, upper + 4 * error);
            Assert.Equal(above, actual.ShareAbove, 0.035);
        }
        Assert.Equal(5, truth.GetProperty("differences").GetArrayLength());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Equals_the_evaluations_of_explicitly_repeated_clips(int minimumClips)
    {
        IReadOnlyList<ScoredClip>[] runs = [.. Enumerable.Range(0, 3).Select(Run)];
        const int replicates = 5;
        var draws = new BootstrapDraws(runs[0].Select(c => c.Clip));
        var drawn = Enumerable.Range(0, replicates).Select(replicate =>
        {
            var counts = new int[draws.Clips.Count];
            draws.Draw(7, replicate, counts);
            return counts;
        }).ToList();
        var naive = drawn.Select(counts => runs.Select(run => Evaluation.Of(Repeat(run, draws.Clips, counts), minimumClips)).ToArray()).ToList();
        var plain = runs.Select(run => Evaluation.Of(run, minimumClips)).ToArray();

        var rows = PairedBootstrap.Of([new("two seeds", [runs[0], runs[1]])], new("one seed", [runs[2]]), new() { Replicates = replicates, Level = 0.5, Seed = 7, MinimumClips = minimumClips });

        var means = plain[0].Summary.Where(s => s.Machine is null).ToList();
        Assert.Equal(30, means.Count);
        Assert.Equal(
            means.Select(s => (s.Population, s.Subset, s.Domain, s.Metric)).Order(),
            rows.Select(r => (r.Population, r.Subset, r.Domain, r.Metric)).Order());
        foreach (var row in rows)
        {
            double Difference(Evaluation[] e)
            {
                double Mean(int run) => Assert.Single(e[run].Summary, s => s.Machine is null && (s.Population, s.Subset, s.Domain, s.Metric) == (row.Population, row.Subset, row.Domain, row.Metric)).Value.Value!.Value;
                return (Mean(0) + Mean(1)) / 2 - Mean(2);
            }
            var differences = naive.Select(Difference).Order().ToArray();
            Assert.Equal(Difference(plain), row.Difference);
            Assert.Equal((differences[1], differences[3]), (row.Lower, row.Upper)); // of five, the 25 % and 75 % quantiles
            Assert.Equal(differences.Count(d => d > 0) / 5.0, row.ShareAbove);
        }
        Assert.Contains(rows, r => r.Lower < 0 && r.Upper > 0);
    }

    [Fact]
    public void About_95_percent_of_intervals_hold_the_true_difference()
    {
        // Both systems see the same clips and are equally good; in truth their difference is 0.
        var random = new Random(5);
        const int simulations = 400;
        var covered = new Dictionary<(Population, MetricDomain, Metric), int>();
        for (var simulation = 0; simulation < simulations; simulation++)
        {
            var (a, b) = Simulate(random, clips: 40, shift: 0);
            foreach (var row in PairedBootstrap.Of([new("a", [a])], new("b", [b]), new() { Replicates = 400, Seed = simulation }))
            {
                var key = (row.Population, row.Domain, row.Metric);
                covered[key] = covered.GetValueOrDefault(key) + (row.Lower <= 0 && row.Upper >= 0 ? 1 : 0);
            }
        }
        Assert.Equal(10, covered.Count);
        // Percentile intervals of few clips are slightly off; 400 simulations have a standard error of 1.1 %.
        foreach (var (key, count) in covered) Assert.True(count is >= 364 and <= 396, $"{key}: {count} of {simulations}");
    }

    [Fact]
    public void A_better_system_is_seen_to_be_better()
    {
        var (a, b) = Simulate(new Random(6), clips: 200, shift: 0.6);
        var auc = Assert.Single(PairedBootstrap.Of([new("a", [a])], new("b", [b])), r => r is { Population: Population.Simple, Domain: MetricDomain.Mixed, Metric: Metric.Auc });
        Assert.True(auc.Lower > 0 && auc.Lower < auc.Difference && auc.Difference < auc.Upper && auc.ShareAbove > 0.99, auc.ToString());
    }

    [Fact]
    public void Order_of_clips_and_number_of_threads_change_nothing()
    {
        var random = new Random(1);
        List<ScoredClip> Shuffled(int seed) => [.. Run(seed).OrderBy(_ => random.Next())];
        var options = new BootstrapOptions { Replicates = 40, Seed = 3, Threads = 1 };
        var rows = PairedBootstrap.Of([new("a", [Run(0), Run(1)])], new("b", [Run(2)]), options);
        Assert.Equal(rows, PairedBootstrap.Of([new("a", [Run(0), Run(1)])], new("b", [Run(2)]), options with { Threads = 2 }));
        Assert.Equal(rows, PairedBootstrap.Of([new("a", [Shuffled(0), Shuffled(1)])], new("b", [Shuffled(2)]), options));
        Assert.NotEqual(rows, PairedBootstrap.Of([new("a", [Run(0), Run(1)])], new("b", [Run(2)]), options with { Seed = 4 }));
    }

    [Fact]
    public void A_system_differs_from_itself_by_exactly_nothing()
    {
        var system = new BootstrapSystem("a", [Run(0), Run(1)]);
        var rows = PairedBootstrap.Of([system, new("b", [Run(2)])], system, new() { Replicates = 20 });
        Assert.Equal(60, rows.Count);
        Assert.All(rows.Take(30), r => Assert.Equal(("a", 0.0, 0.0, 0.0, 0.0), (r.System, r.Difference, r.Lower, r.Upper, r.ShareAbove)));
        Assert.All(rows.Skip(30), r => Assert.NotEqual(0, r.Upper - r.Lower));
    }

    [Fact]
    public void Draws_keep_the_size_of_every_stratum()
    {
        var draws = new BootstrapDraws(Run(0).Select(c => c.Clip));
        Assert.Equal(Run(0).Count(c => c.Clip.Condition is not null), draws.Clips.Count);
        var (counts, other) = (new int[draws.Clips.Count], new int[draws.Clips.Count]);
        draws.Draw(0, 0, counts);
        draws.Draw(0, 1, other);
        Assert.NotEqual(counts, other);
        foreach (var stratum in Enumerable.Range(0, counts.Length).GroupBy(i => draws.Clips[i] with { Path = "" }))
            Assert.Equal(stratum.Count(), stratum.Sum(i => counts[i]));
        Assert.Contains(counts, c => c == 0);
        Assert.Contains(counts, c => c > 1);
        Assert.Throws<ArgumentException>(() => draws.Draw(0, 0, new int[3]));
    }

    [Fact]
    public void Metrics_that_the_clips_do_not_determine_are_left_out()
    {
        var normals = Run(0).Where(c => c.Clip.Machine == "ToyTrain").ToList();
        Assert.Empty(PairedBootstrap.Of([new("a", [normals])], new("b", [normals])));
        var sourceless = Run(0).Where(c => c.Clip.Machine == "ToyCar").ToList();
        var rows = PairedBootstrap.Of([new("a", [sourceless])], new("b", [sourceless]));
        Assert.DoesNotContain(rows, r => r is { Population: Population.Simple, Domain: MetricDomain.Source });
        Assert.Equal(8, rows.Count);
    }

    [Fact]
    public void Runs_of_other_clips_throw()
    {
        var run = Run(0);
        string Message(IReadOnlyList<ScoredClip> other) => Assert.Throws<ArgumentException>(() => PairedBootstrap.Of([new("a", [run, other])], new("b", [run]))).Message;
        Assert.Equal($"a: a run has no score for {run[0].Clip.Machine} {run[0].Clip.FileName}", Message([.. run.Skip(1)]));
        Assert.Equal($"a: a run scored {run.Count + 1} clips, others {run.Count}", Message([.. run, run[0] with { Clip = run[0].Clip with { Path = "new.wav" } }]));
        Assert.Contains("another domain or condition", Message([run[0] with { Clip = run[0].Clip with { Condition = Condition.Anomaly } }, .. run.Skip(1)]));
        Assert.Contains("scored twice", Message([.. run, run[0]]));
        Assert.Contains("NaN", Message([run[0] with { Score = double.NaN }, .. run.Skip(1)]));
        Assert.Contains("training clip", Message([run[0] with { Clip = run[0].Clip with { Split = Split.Train } }, .. run.Skip(1)]));
        Assert.Contains("at least one run", Assert.Throws<ArgumentException>(() => PairedBootstrap.Of([new("a", [])], new("b", [run]))).Message);
    }

    [Fact]
    public void Options_out_of_range_throw()
    {
        foreach (var options in new BootstrapOptions[] { new() { Replicates = 0 }, new() { Level = 0 }, new() { Level = 1 }, new() { MinimumClips = 0 }, new() { Threads = 0 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => PairedBootstrap.Of([], new("b", [Run(0)]), options));
    }

    private static IReadOnlyList<ScoredClip> Run(int seed) =>
        [.. ScoresCsv.Read(Path.Combine(AppContext.BaseDirectory, "Truth", "sklearn", "runs", $"scores-{seed}.csv")).Select(r => r.ToScoredClip())];

    // Evaluation takes no clip twice, so the copies get names of their own.
    private static List<ScoredClip> Repeat(IReadOnlyList<ScoredClip> run, IReadOnlyList<Clip> clips, int[] counts)
    {
        var scores = run.ToDictionary(c => c.Clip, c => c.Score);
        return [.. clips.SelectMany((clip, i) => Enumerable.Range(0, counts[i]).Select(copy => new ScoredClip(clip with { Path = $"{copy}-{clip.Path}" }, scores[clip])))];
    }

    /// <summary>Two systems on one section of as many clips in each domain and condition; the scores share half their variance.</summary>
    private static (List<ScoredClip> A, List<ScoredClip> B) Simulate(Random random, int clips, double shift)
    {
        double Bell() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (a, b) = (new List<ScoredClip>(), new List<ScoredClip>());
        foreach (var domain in Enum.GetValues<Domain>())
        {
            foreach (var condition in Enum.GetValues<Condition>())
            {
                for (var i = 0; i < clips; i++)
                {
                    var clip = new Clip($"{domain}-{condition}-{i}.wav", Subset.Development, "fan", "00", Split.Test, domain, condition, "");
                    var (shared, anomaly) = (Bell(), condition == Condition.Anomaly ? 1 : 0);
                    a.Add(new ScoredClip(clip, shared + Bell() + anomaly * (1 + shift)));
                    b.Add(new ScoredClip(clip, shared + Bell() + anomaly));
                }
            }
        }
        return (a, b);
    }

    private static string Name(Metric metric) => metric switch
    {
        Metric.Auc => "AUC",
        Metric.PartialAuc => "pAUC",
        _ => "official score",
    };
}
