using Ssl4Asd.Data;

namespace Ssl4Asd.Metrics;

/// <summary>The scores of runs, matched by clip: never by order.</summary>
internal static class BootstrapScores
{
    /// <summary>The runs of a system by clip.</summary>
    public static List<Dictionary<(Subset, string Machine, string, string File), ScoredClip>> Tables(BootstrapSystem system)
    {
        if (system.Runs.Count == 0) throw new ArgumentException($"{system.Name}: expected at least one run, got none");
        return [.. system.Runs.Select(run =>
        {
            var table = new Dictionary<(Subset, string, string, string), ScoredClip>(run.Count);
            foreach (var scored in run)
            {
                Evaluation.Check(scored);
                if (!table.TryAdd((scored.Clip.Subset, scored.Clip.Machine, scored.Clip.Section, scored.Clip.FileName), scored))
                    throw new ArgumentException($"{system.Name}: {scored.Clip.Machine} {scored.Clip.FileName}: scored twice");
            }
            return table;
        })];
    }

    /// <summary>The scores of a run in the order of <paramref name="clips"/>, once it is sure to hold the clips of the first.</summary>
    public static double[] Match(
        string system, Dictionary<(Subset, string Machine, string, string File), ScoredClip> first,
        Dictionary<(Subset, string, string, string), ScoredClip> run, IReadOnlyList<Clip> clips)
    {
        foreach (var (key, expected) in first)
        {
            if (!run.TryGetValue(key, out var scored)) throw new ArgumentException($"{system}: a run has no score for {key.Machine} {key.File}");
            if ((scored.Clip.Domain, scored.Clip.Condition) != (expected.Clip.Domain, expected.Clip.Condition))
                throw new ArgumentException($"{system}: a run has another domain or condition for {key.Machine} {key.File}");
        }
        if (run.Count > first.Count) throw new ArgumentException($"{system}: a run scored {run.Count} clips, others {first.Count}");
        return [.. clips.Select(c => run[(c.Subset, c.Machine, c.Section, c.FileName)].Score)];
    }
}
