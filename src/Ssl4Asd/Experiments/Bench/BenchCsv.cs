using CsvHelper.Configuration.Attributes;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>One measured quantity, as a row of the file that <c>bench --out</c> writes.</summary>
/// <param name="Table"><c>stages</c>, <c>comparison</c> or <c>scaling</c>.</param>
/// <param name="Name">The stage, the work and its side, or the work and what is varied.</param>
/// <param name="At">The size, in a table of sizes.</param>
/// <param name="Quantity">What was measured, with its unit.</param>
/// <param name="Min">The least of all runs.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Max">The greatest.</param>
public sealed record BenchRow(
    [property: Name("table")] string Table,
    [property: Name("name")] string Name,
    [property: Name("at")] double? At,
    [property: Name("quantity")] string Quantity,
    [property: Name("min")] double Min,
    [property: Name("median")] double Median,
    [property: Name("max")] double Max);

/// <summary>All that was measured, one quantity a row.</summary>
public static class BenchCsv
{
    /// <summary>Writes rows beside the target and renames.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<BenchRow> rows) => Csv.Write(path, rows);

    /// <summary>The stages, and what they are compared with.</summary>
    public static IEnumerable<BenchRow> Rows(StageReport report)
    {
        const string table = "stages";
        yield return Row(table, "matrix product", "FLOP/s", report.MatrixFlopsPerSecond);
        yield return Row(table, "batch loading", "times the rest of a step", report.LoadingLead);
        foreach (var stage in report.Stages)
        {
            yield return Row(table, stage.Name, "clips/s", stage.ClipsPerSecond);
            if (stage.ShareOfStep is { } share)
                yield return Row(table, stage.Name, "share of a step", share);
            if (stage.FlopsPerSecond is { } flops)
            {
                yield return Row(table, stage.Name, "FLOP/s", flops);
                yield return Row(table, stage.Name, "share of the matrix product", flops / report.MatrixFlopsPerSecond);
            }
        }
    }

    /// <summary>The sides of a comparison.</summary>
    public static IEnumerable<BenchRow> Rows(IEnumerable<SideResult> results)
    {
        foreach (var r in results)
        {
            var name = $"{Csv.Word(r.Work)}, {(r.State == BenchState.First ? "first steps, " : "")}{r.Side}";
            yield return Row("comparison", name, "clips/s", r.ClipsPerSecond);
            if (r.Speedup is { } speedup)
                yield return Row("comparison", name, "speedup", speedup);
            if (r.PeakBytes is { } peak)
                yield return Row("comparison", name, "peak bytes", peak);
            if (r.MemoryRatio is { } memory)
                yield return Row("comparison", name, "memory ratio", memory);
        }
    }

    /// <summary>The cost of growing work.</summary>
    public static IEnumerable<BenchRow> Rows(IEnumerable<ScalingSeries> series)
    {
        foreach (var s in series)
        {
            var name = $"{s.Work}, {s.Size}";
            foreach (var p in s.Points)
            {
                yield return Row("scaling", name, "seconds", p.Seconds) with { At = p.At };
                if (p.PeakBytes is { } peak)
                    yield return Row("scaling", name, "peak bytes", peak) with { At = p.At };
            }
            yield return Row("scaling", name, "exponent of time", s.TimeExponent);
            if (s.MemoryExponent is { } memory)
                yield return Row("scaling", name, "exponent of memory", memory);
        }
    }

    private static BenchRow Row(string table, string name, string quantity, double value) => Row(table, name, quantity, new Spread(value, value, value));

    private static BenchRow Row(string table, string name, string quantity, Spread value) => new(table, name, null, quantity, value.Min, value.Median, value.Max);
}
