using Ssl4Asd.Scoring;

namespace Ssl4Asd.Experiments;

/// <summary>
/// The ensemble of the paper (section 4.4): the system trained several times with different seeds, and the mean of
/// the anomaly scores of each clip.
/// </summary>
public static class Ensemble
{
    /// <summary>Mean scores and mean thresholds, clips matched by machine, section and file name.</summary>
    /// <param name="members">The scores of each run, with a name for messages; at least one.</param>
    /// <returns>One row a clip, in the order of the first member.</returns>
    /// <exception cref="InputException">The members did not score the same clips.</exception>
    public static IReadOnlyList<ScoreRow> Mean(IReadOnlyList<(string Name, IReadOnlyList<ScoreRow> Scores)> members)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Count);
        var tables = members.Select(m => m.Scores.ToDictionary(Key)).ToList();
        foreach (var (table, name) in tables.Zip(members.Select(m => m.Name)).Skip(1))
        {
            var different = tables[0].Keys.Except(table.Keys).Concat(table.Keys.Except(tables[0].Keys)).ToList();
            if (different.Count > 0)
                throw new InputException($"{name}: scored other clips than {members[0].Name} ({different.Count} differ, such as {different[0].Machine} {different[0].File}); score both runs on the same data.");
        }
        return [.. members[0].Scores.Select(row => row with
        {
            Score = tables.Average(t => t[Key(row)].Score),
            Threshold = tables.Average(t => t[Key(row)].Threshold),
        })];
    }

    private static (Data.Subset, string Machine, string Section, string File) Key(ScoreRow row) => (row.Subset, row.Machine, row.Section, row.File);
}
