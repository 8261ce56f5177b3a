using Ssl4Asd.Data;

namespace Ssl4Asd.Metrics;

/// <summary>
/// How sure a difference between systems is, given that the test clips are a sample: percentile bootstrap over clips. A
/// replicate draws clips with replacement within each stratum (<see cref="BootstrapDraws"/>), the same for every run of
/// every system, computes the harmonic means of an <see cref="Evaluation"/> for each run, averages them over the seeds of a
/// system and takes the difference to the reference.
/// </summary>
public static class PairedBootstrap
{
    /// <summary>Compares systems with a reference. The order of the clips and the number of threads do not matter.</summary>
    /// <param name="systems">The systems; one of them may be the reference again, and then differs by exactly 0.</param>
    /// <param name="reference">What they are compared with.</param>
    /// <param name="options">Replicates, level and seed; null for the defaults.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>
    /// For each system, in order: for each subset and, where the clips have both, both together, each harmonic mean that
    /// <see cref="Evaluation.Summary"/> has over all machines; those that the clips do not determine are left out.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A system has no runs, runs hold different clips or labels, or a clip cannot be evaluated (<see cref="Evaluation.Of"/>).
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static IReadOnlyList<BootstrapDifference> Of(
        IReadOnlyList<BootstrapSystem> systems, BootstrapSystem reference, BootstrapOptions? options = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(systems);
        ArgumentNullException.ThrowIfNull(reference);
        options ??= new();
        options.Validate();
        BootstrapSystem[] all = [reference, .. systems];
        var tables = all.Select(BootstrapScores.Tables).ToList();
        var first = tables[0][0];
        var draws = new BootstrapDraws(first.Values.Select(c => c.Clip));
        var layout = new BootstrapLayout(draws.Clips, options.MinimumClips, options.Scoring);
        var runs = all.Zip(tables, (system, table) => table.Select(run => new BootstrapRun(layout, BootstrapScores.Match(system.Name, first, run, draws.Clips))).ToArray()).ToArray();

        var means = layout.Scopes.Length * layout.MeansInScope;
        var replicates = new double[systems.Count * means][];
        for (var i = 0; i < replicates.Length; i++) replicates[i] = new double[options.Replicates];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = stop };
        Parallel.For(0, options.Replicates, parallel, () => new Workspace(layout, runs), (replicate, _, work) =>
        {
            draws.Draw(options.Seed, replicate, work.Counts);
            work.Compute();
            for (var i = 0; i < replicates.Length; i++) replicates[i][replicate] = work.Difference(i / means, i % means);
            return work;
        }, _ => { });

        var point = new Workspace(layout, runs);
        point.Counts.AsSpan().Fill(1);
        point.Compute();
        var rows = new List<BootstrapDifference>();
        for (var i = 0; i < replicates.Length; i++)
        {
            var difference = point.Difference(i / means, i % means);
            if (!double.IsNaN(difference)) rows.Add(Row(systems[i / means].Name, layout.Describe(i % means), difference, replicates[i], options.Level));
        }
        return rows;
    }

    internal static BootstrapDifference Row(
        string system, (Population Population, Subset? Subset, MetricDomain Domain, Metric Metric) what, double difference, double[] replicates, double level) =>
        new(system, what.Population, what.Subset, what.Domain, what.Metric, difference,
            Percentile.Of(replicates, 100 * (1 - level) / 2), Percentile.Of(replicates, 100 * (1 + level) / 2),
            (double)replicates.Count(d => d > 0) / replicates.Length);

    /// <summary>The arrays of one thread.</summary>
    private sealed class Workspace(BootstrapLayout layout, BootstrapRun[][] runs)
    {
        private readonly double[] _inverse = new double[layout.Members.Length * layout.Metrics.Count];
        private readonly double[][] _means = [.. runs.Select(_ => new double[layout.Scopes.Length * layout.MeansInScope])];

        public int[] Counts { get; } = new int[layout.Clips.Count];

        public void Compute()
        {
            for (var system = 0; system < runs.Length; system++)
            {
                _means[system].AsSpan().Clear();
                foreach (var run in runs[system]) run.AddMeans(Counts, _inverse, _means[system]);
            }
        }

        // The reference comes first.
        public double Difference(int system, int mean) => _means[system + 1][mean] / runs[system + 1].Length - _means[0][mean] / runs[0].Length;
    }
}
