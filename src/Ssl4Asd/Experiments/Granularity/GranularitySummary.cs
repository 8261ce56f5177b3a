using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Granularity;

/// <summary>What the experiment found, as its files hold it: for charts and tables, where the runs themselves are not at hand.</summary>
/// <param name="Cells">A system on classes of one granularity: systems in the order of the file, from coarse classes to fine ones.</param>
/// <param name="Contrasts">The contrasts of the official score of both sets together, or of the only one, in the order of the file; the main question first.</param>
/// <param name="DataSets">How many data sets the means are of.</param>
/// <param name="Seeds">How many training seeds on each data set.</param>
public sealed record GranularitySummary(IReadOnlyList<GranularitySummary.Cell> Cells, IReadOnlyList<GranularitySummary.Interval> Contrasts, int DataSets, int Seeds)
{
    /// <summary>Means over data sets and training seeds.</summary>
    /// <param name="System">Its name without the classes: <c>baseline</c>.</param>
    /// <param name="Classes">What its classes are.</param>
    /// <param name="Score">The official score of both sets together, or of the only one, a share.</param>
    /// <param name="Accuracy">The balanced accuracy, cross-validated, with which a linear probe reads attributes, mean over sections; null where there are none.</param>
    public sealed record Cell(string System, ClassGranularity Classes, double Score, double? Accuracy);

    /// <summary>A contrast with its 95 % interval over data sets, training seeds and clips; shares.</summary>
    /// <param name="Name">Such as <c>gain of all: machine</c>.</param>
    /// <param name="Value">Its mean.</param>
    /// <param name="Lower">The lower end.</param>
    /// <param name="Upper">The upper end.</param>
    public sealed record Interval(string Name, double Value, double Lower, double Upper);

    private const string Remedy = "write it with: ssl4asd compare --granularity --out FOLDER";

    /// <summary>Reads <c>runs.csv</c>, <c>probes.csv</c> and <c>contrasts.csv</c> (<see cref="GranularityFiles"/>).</summary>
    /// <param name="folder">Of the experiment, or another one with these files.</param>
    /// <exception cref="InputException">A file is missing or broken.</exception>
    public static GranularitySummary Read(string folder)
    {
        var (runs, probes) = (GranularityFiles.Runs(folder), GranularityFiles.Probes(folder));
        var all = Csv.Read<RunRow>(runs, Remedy);
        if (all.Count == 0)
            throw new InputException($"{runs}: no official score of a run; {Remedy}");
        var whole = all.Any(r => r.Subset == GranularityFiles.Both) ? GranularityFiles.Both : all[0].Subset;
        var scored = all.Where(r => r.Subset == whole).ToList();
        var accuracies = Csv.Read<ProbeRow>(probes, Remedy).ToLookup(p => (p.System, p.Classes), p => p.CrossValidated);
        var cells = scored.GroupBy(r => (r.System, r.Classes)).Select(g => new Cell(
            g.Key.System, Csv.Value<ClassGranularity>(g.Key.Classes, runs, Remedy), g.Average(r => r.Score) ?? throw new InputException($"{runs}: no official score of {g.Key.System}; {Remedy}"),
            accuracies[g.Key].Select(a => (double?)a).Average())).ToList();
        var systems = scored.Select(r => r.System).Distinct().ToList();
        var contrasts = Csv.Read<ContrastRow>(GranularityFiles.Contrasts(folder), Remedy)
            .Where(c => c.Subset == whole && c.Metric == MetricsCsv.Name(Metrics.Metric.OfficialScore));
        return new(
            [.. cells.OrderBy(c => systems.IndexOf(c.System)).ThenBy(c => c.Classes)], [.. contrasts.Select(c => new Interval(c.Contrast, c.Value, c.Lower, c.Upper))],
            scored.Select(r => r.Data).Distinct().Count(), scored.Select(r => r.Seed).Distinct().Count());
    }
}
