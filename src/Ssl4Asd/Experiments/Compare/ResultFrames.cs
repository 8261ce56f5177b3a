using Deedle;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>The results of a comparison as Deedle frames, to be grouped, pivoted, shown and plotted.</summary>
public static class ResultFrames
{
    /// <summary>One row a run, machine, section, domain and metric; the columns are the properties of <see cref="ResultRow"/>.</summary>
    public static Frame<int, string> Runs(ComparisonResults results) => Frame.FromRecords(results.Rows);

    /// <summary>The official score of each machine and run: harmonic mean of AUC source, AUC target and pAUC over its sections.</summary>
    /// <returns>Columns System, Seed, Machine (<c>dev fan</c>, <c>eval grinder</c> …) and Score in [0, 1], missing where the clips do not determine it.</returns>
    public static Frame<int, string> MachineScores(ComparisonResults results) => Frame.FromRecords(
        from run in results.Runs
        from summary in run.Evaluation.Summary
        where summary is { Machine: not null, Metric: Metric.OfficialScore }
        select new MachineScore(run.Variant.Name, run.Seed, $"{ComparisonTables.Name(summary.Subset)} {summary.Machine}", summary.Value.Value ?? double.NaN));

    /// <summary>Machines × systems: the official score, mean over the seeds.</summary>
    public static Frame<string, string> ScoresByMachine(ComparisonResults results) => MachineScores(results)
        .PivotTable<int, string, string, string, double>(nameof(MachineScore.Machine), nameof(MachineScore.System), f => f.GetColumn<double>(nameof(MachineScore.Score)).Mean());
}

/// <summary>The official score of one machine in one run.</summary>
/// <param name="System">The variant.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Machine"><c>dev</c> or <c>eval</c> and the machine type.</param>
/// <param name="Score">In [0, 1]; NaN, which Deedle takes for missing, where the clips do not determine it.</param>
public sealed record MachineScore(string System, int Seed, string Machine, double Score);
