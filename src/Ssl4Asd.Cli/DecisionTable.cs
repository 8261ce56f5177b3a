using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Cli;

/// <summary>Precision, recall and F1 of the decisions, and the official evaluators' interval, as text.</summary>
internal static class DecisionTable
{
    /// <summary>Writes both; nothing where no clip is known to be anomalous, and no row for a domain without such clips.</summary>
    /// <param name="scores">Scores with their thresholds.</param>
    /// <param name="evaluation">What is known of the same scores.</param>
    internal static void Show(IReadOnlyList<ScoreRow> scores, Evaluation evaluation)
    {
        var rows = DecisionMetrics.Of(scores.Select(s => new DecidedClip(s.ToScoredClip().Clip, s.Decision == Condition.Anomaly)), evaluation.Scoring).Where(r => r.AnomalousClips > 0).ToList();
        if (rows.Count == 0)
            return;
        Console.Out.WriteLine();
        Console.Out.WriteLine("decisions by the threshold of each section; clips of a domain only; percent");
        Output.Table(
            ["machine", "set", "section", "domain", "precision", "recall", "F1"],
            [
                .. rows.Select(r => (IReadOnlyList<string>)[r.Machine, Short(r.Subset), r.Section, Csv.Word(r.Domain), Percent(r.Precision), Percent(r.Recall), Percent(r.F1)]),
                .. DecisionMetrics.Means(rows).Select(m => (IReadOnlyList<string>)[$"{(m.IsHarmonic ? "harmonic" : "arithmetic")} mean", Short(m.Subset), "", "", Percent(m.Precision), Percent(m.Recall), Percent(m.F1)]),
            ]);
        if (evaluation.Scoring != OfficialScoring.AllAnomalies)
            return;
        foreach (var subset in scores.Where(s => s.Condition is not null).GroupBy(s => s.Subset))
        {
            if (JackknifeInterval.Of([.. subset.Select(s => s.Score)], [.. subset.Select(s => s.Condition == Condition.Anomaly)]) is { } interval)
                Console.Out.WriteLine($"{Short(subset.Key)}: official score {evaluation.OfficialScore(subset.Key)}, \"official score ci95\" of the evaluators ± {interval.OfficialScore.ToString("0.0000", CultureInfo.InvariantCulture)} (as they compute it, {subset.Count() - 1} times narrower than a jackknife interval)");
        }
    }

    private static string Short(Subset subset) => subset == Subset.Development ? "dev" : "eval";

    private static string Percent(double value) => (100 * value).ToString("0.00", CultureInfo.InvariantCulture);
}
