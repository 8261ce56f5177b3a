using System.Globalization;
using Ssl4Asd.Experiments.Bench;

namespace Ssl4Asd.Cli;

/// <summary>What <c>bench</c> measured, as tables on stdout.</summary>
internal static class BenchTables
{
    internal static void Print(StageReport report)
    {
        var preset = report.Request.Preset;
        Console.Out.WriteLine(Text($"stages, preset {preset.Name}: batches of {preset.Training.BatchSize} clips of {preset.ClipSeconds:0.###} s, {report.Request.Classes} classes, device {report.Device}, {report.Threads} threads, {report.Request.Runs} runs"));
        Output.Table(["stage", .. Columns("clips/s"), "share of a step", "GFLOP/s", "of the matrix product"], report.Stages.Select(s => (IReadOnlyList<string>)
        [
            s.Name, .. Cells(s.ClipsPerSecond), Percent(s.ShareOfStep), s.FlopsPerSecond is { } flops ? Number(flops.Median / 1e9) : "", Percent(s.FlopsPerSecond?.Median / report.MatrixFlopsPerSecond),
        ]));
        Console.Out.WriteLine(Text($"product of two 2048 × 2048 matrices: {Number(report.MatrixFlopsPerSecond / 1e9)} GFLOP/s; loading a batch is {Number(report.LoadingLead.Median)} times ({Number(report.LoadingLead.Min)} … {Number(report.LoadingLead.Max)}) as fast as the rest of a training step"));
        Console.Out.WriteLine();
    }

    internal static void Print(IReadOnlyList<SideResult> results)
    {
        Console.Out.WriteLine("training and embedding side by side, each in a process of its own, in turn");
        Output.Table(["work", "steps", "side", .. Columns("clips/s"), .. Columns("speedup"), "peak MB", "memory ratio min", "median", "max", "libtorch", "threads"], results.Select(r => (IReadOnlyList<string>)
        [
            Csv.Word(r.Work), Csv.Word(r.State), r.Side, .. Cells(r.ClipsPerSecond), .. Cells(r.Speedup), r.PeakBytes is { } peak ? Number(peak.Median / 1e6) : "",
            .. Cells(r.MemoryRatio), r.Torch, r.Threads.ToString(CultureInfo.InvariantCulture),
        ]));
        Console.Out.WriteLine("steps: the first ten of a process at most, while loops are compiled, or warm; speedup: how many times as fast Ssl4Asd was in the same round; memory ratio: its peak as a share of this side's");
        Console.Out.WriteLine();
    }

    internal static void Print(IReadOnlyList<ScalingSeries> series)
    {
        Console.Out.WriteLine(Text($"cost as work grows; linear: the exponent, fitted to the logarithms, is within {PowerLaw.Tolerance} of 1; what the program needs by itself counts too"));
        Output.Table(["work", "size", "at", "seconds", "peak MB"], series.SelectMany(s => s.Points.Select(p => (IReadOnlyList<string>)
            [s.Work, s.Size, p.At.ToString("0.##", CultureInfo.InvariantCulture), Number(p.Seconds), p.PeakBytes is { } peak ? Number(peak / 1e6) : ""])));
        Console.Out.WriteLine();
        Output.Table(["work", "grows with", "time", "", "memory", ""], series.Select(s => (IReadOnlyList<string>)
            [s.Work, s.Size, .. Growth(s.TimeExponent), .. Growth(s.MemoryExponent)]));
        Console.Out.WriteLine();
    }

    private static string[] Columns(string quantity) => [$"{quantity} min", "median", "max"];

    private static string[] Cells(Spread? spread) => spread is { } s ? [Number(s.Min), Number(s.Median), Number(s.Max)] : ["", "", ""];

    private static string[] Growth(double? exponent) => exponent is { } e ? [e.ToString("0.00", CultureInfo.InvariantCulture), PowerLaw.Word(e)] : ["", ""];

    private static string Percent(double? share) => share is { } s ? Text($"{100 * s:0.0} %") : "";

    // three digits that say something
    private static string Number(double value) => value.ToString(value switch { < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "0" }, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
