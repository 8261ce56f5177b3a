using Ssl4Asd.Data;

namespace Ssl4Asd.Metrics;

/// <summary>The runs of an experiment on one of its data sets.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Systems">All with the same number of runs, and runs at the same place belong together: they have the same training seed.</param>
public sealed record BootstrapDataset(string Name, IReadOnlyList<BootstrapSystem> Systems);

/// <summary>A weighted sum over systems, such as a difference of two, or a difference of differences.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weights">The weights of systems by their names; those of the others are 0.</param>
public sealed record Contrast(string Name, IReadOnlyDictionary<string, double> Weights)
{
    /// <summary>One system minus another.</summary>
    public static Contrast Difference(string system, string reference) => Of($"{system} − {reference}", (system, 1), (reference, -1));

    /// <summary>A sum; a system that is named twice gets the sum of its weights.</summary>
    public static Contrast Of(string name, params IEnumerable<(string System, double Weight)> terms) =>
        new(name, terms.GroupBy(t => t.System).ToDictionary(t => t.Key, t => t.Sum(one => one.Weight)));
}

/// <summary>A contrast of a number that each run has, and its interval.</summary>
/// <param name="Contrast">Its name.</param>
/// <param name="Value">Mean over seeds, then over data sets.</param>
/// <param name="Lower">Lower bound of the percentile interval.</param>
/// <param name="Upper">Upper bound of the percentile interval.</param>
/// <param name="ShareAbove">Share of the replicates above 0, in [0, 1].</param>
public sealed record ContrastInterval(string Contrast, double Value, double Lower, double Upper, double ShareAbove);

/// <summary>
/// How sure contrasts between systems are where data sets, training seeds and test clips are all samples of more: percentile
/// bootstrap over the three. A replicate draws data sets with replacement; for each drawn one, training seeds with replacement, the
/// same for all systems; and clips with replacement within each stratum (<see cref="BootstrapDraws"/>), the same for all its runs.
/// Harmonic means of an <see cref="Evaluation"/> are computed for each run, averaged over seeds, then over data sets.
/// </summary>
public static class HierarchicalBootstrap
{
    /// <summary>Computes contrasts and their intervals. The order of the clips and the number of threads do not matter.</summary>
    /// <param name="datasets">The data sets; each has every system that a contrast names.</param>
    /// <param name="contrasts">What to compute.</param>
    /// <param name="options">Replicates, level and seed; null for the defaults.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>For each contrast, in order, what <see cref="PairedBootstrap"/> gives for a system; means that a data set's clips do not determine are left out.</returns>
    /// <exception cref="ArgumentException">
    /// There is no data set, one lacks a system, its systems have different numbers of runs or different clips, or a clip cannot be evaluated.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static IReadOnlyList<BootstrapDifference> Of(
        IReadOnlyList<BootstrapDataset> datasets, IReadOnlyList<Contrast> contrasts, BootstrapOptions? options = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(contrasts);
        if (datasets.Count == 0)
            throw new ArgumentException("expected at least one data set, got none", nameof(datasets));
        options ??= new();
        options.Validate();
        var names = contrasts.SelectMany(c => c.Weights.Keys).Distinct().ToList();
        var weights = contrasts.Select(c => names.ConvertAll(name => c.Weights.GetValueOrDefault(name)).ToArray()).ToList();
        var samples = datasets.Select(d => new Sample(d, names, options)).ToList();
        var means = Array.FindAll(samples[0].Means, mean => samples.TrueForAll(s => s.Means.Contains(mean)));
        var places = samples.ConvertAll(s => Array.ConvertAll(means, mean => Array.IndexOf(s.Means, mean)));

        var replicates = new double[contrasts.Count * means.Length][];
        for (var i = 0; i < replicates.Length; i++) replicates[i] = new double[options.Replicates];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = stop };
        Parallel.For(0, options.Replicates, parallel, replicate =>
        {
            var random = new Random((int)StableHash.Of(FormattableString.Invariant($"{options.Seed}/{replicate}/hierarchy")));
            var sums = new double[names.Count][];
            for (var i = 0; i < names.Count; i++) sums[i] = new double[means.Length];
            for (var slot = 0; slot < samples.Count; slot++)
            {
                var drawn = random.Next(samples.Count);
                samples[drawn].AddDrawn(options.Seed, replicate * samples.Count + slot, random, places[drawn], sums);
            }
            for (var i = 0; i < replicates.Length; i++) replicates[i][replicate] = Value(i, sums);
        });

        var whole = names.ConvertAll(_ => new double[means.Length]).ToArray();
        foreach (var (i, sample) in samples.Index()) sample.AddWhole(places[i], whole);
        return [.. from i in Enumerable.Range(0, replicates.Length)
                   let value = Value(i, whole)
                   where !double.IsNaN(value)
                   select PairedBootstrap.Row(contrasts[i / means.Length].Name, means[i % means.Length], value, replicates[i], options.Level)];

        double Value(int i, double[][] sums)
        {
            var value = 0.0;
            for (var s = 0; s < sums.Length; s++) value += weights[i / means.Length][s] * sums[s][i % means.Length];
            return value / samples.Count;
        }
    }

    /// <summary>The same for a number that each run has, where data sets and training seeds alone are drawn.</summary>
    /// <param name="datasets">For each data set the numbers of each system, as many for each; those at the same place have the same training seed.</param>
    /// <param name="contrasts">What to compute; what is not a number somewhere is left out.</param>
    /// <param name="options">Replicates, level and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no data set, one lacks a system, or its systems have different numbers of runs.</exception>
    public static IReadOnlyList<ContrastInterval> OfValues(IReadOnlyList<IReadOnlyDictionary<string, double[]>> datasets, IReadOnlyList<Contrast> contrasts, BootstrapOptions? options = null)
    {
        options ??= new();
        options.Validate();
        if (datasets.Count == 0)
            throw new ArgumentException("expected at least one data set, got none", nameof(datasets));
        foreach (var values in datasets)
        {
            if (contrasts.SelectMany(c => c.Weights.Keys).FirstOrDefault(name => !values.TryGetValue(name, out var found) || found.Length != values.Values.First().Length) is { } lacking)
                throw new ArgumentException($"expected {values.Values.First().Length} numbers of {lacking} in each data set", nameof(datasets));
        }
        var replicates = contrasts.Select(_ => new double[options.Replicates]).ToList();
        for (var replicate = 0; replicate < options.Replicates; replicate++)
        {
            var random = new Random((int)StableHash.Of(FormattableString.Invariant($"{options.Seed}/{replicate}/values")));
            foreach (var _ in datasets)
            {
                var drawn = datasets[random.Next(datasets.Count)];
                var seeds = drawn.Values.First().Length;
                var indices = Enumerable.Range(0, seeds).Select(_ => random.Next(seeds)).ToArray();
                foreach (var (c, contrast) in contrasts.Index())
                    replicates[c][replicate] += Value(contrast, drawn, indices) / datasets.Count;
            }
        }
        return [.. from c in contrasts.Index()
                   let value = datasets.Average(d => Value(c.Item, d, Enumerable.Range(0, d.Values.First().Length)))
                   where !double.IsNaN(value)
                   let drawn = replicates[c.Index]
                   select new ContrastInterval(c.Item.Name, value, Percentile.Of(drawn, 100 * (1 - options.Level) / 2), Percentile.Of(drawn, 100 * (1 + options.Level) / 2), (double)drawn.Count(x => x > 0) / options.Replicates)];

        static double Value(Contrast contrast, IReadOnlyDictionary<string, double[]> values, IEnumerable<int> seeds) =>
            contrast.Weights.Sum(w => w.Value * seeds.Average(i => values[w.Key][i]));
    }

    /// <summary>A data set, its clips ranked once for each run.</summary>
    private sealed class Sample
    {
        private readonly BootstrapDraws _draws;
        private readonly BootstrapLayout _layout;
        private readonly BootstrapRun[][] _runs; // [system][seed]

        public Sample(BootstrapDataset dataset, List<string> names, BootstrapOptions options)
        {
            var systems = names.ConvertAll(name => dataset.Systems.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"{dataset.Name}: has no runs of {name}"));
            var tables = systems.ConvertAll(BootstrapScores.Tables);
            if (tables.Find(t => t.Count != tables[0].Count) is { } other)
                throw new ArgumentException($"{dataset.Name}: expected {tables[0].Count} runs of each system, as {names[0]} has, got {other.Count}");
            var first = tables[0][0];
            _draws = new(first.Values.Select(c => c.Clip));
            _layout = new(_draws.Clips, options.MinimumClips, options.Scoring);
            _runs = [.. systems.Zip(tables, (system, table) => table.Select(run => new BootstrapRun(_layout, BootstrapScores.Match($"{dataset.Name}, {system.Name}", first, run, _draws.Clips))).ToArray())];
            Means = [.. Enumerable.Range(0, _layout.Scopes.Length * _layout.MeansInScope).Select(_layout.Describe)];
        }

        public (Population, Subset?, MetricDomain, Metric)[] Means { get; }

        public void AddDrawn(int seed, int draw, Random random, int[] means, double[][] sums)
        {
            var clips = new int[_layout.Clips.Count];
            _draws.Draw(seed, draw, clips);
            var times = new int[_runs[0].Length];
            for (var i = 0; i < times.Length; i++) times[random.Next(times.Length)]++;
            Add(clips, times, means, sums);
        }

        public void AddWhole(int[] means, double[][] sums) =>
            Add([.. Enumerable.Repeat(1, _layout.Clips.Count)], [.. Enumerable.Repeat(1, _runs[0].Length)], means, sums);

        // to each system's sums, its means over the seeds
        private void Add(int[] clips, int[] times, int[] means, double[][] sums)
        {
            var (inverse, ofRun) = (new double[_layout.Members.Length * _layout.Metrics.Count], new double[Means.Length]);
            for (var system = 0; system < _runs.Length; system++)
            {
                for (var run = 0; run < times.Length; run++)
                {
                    if (times[run] == 0) continue;
                    ofRun.AsSpan().Clear();
                    _runs[system][run].AddMeans(clips, inverse, ofRun);
                    for (var m = 0; m < means.Length; m++) sums[system][m] += ofRun[means[m]] * times[run] / times.Length;
                }
            }
        }
    }
}
