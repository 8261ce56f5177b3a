using Ssl4Asd.Data.Own;

namespace Ssl4Asd.Data;

/// <summary>
/// Normal training clips that are neither trained on nor references, so that thresholds come from clips that a run has not seen. Whole
/// recordings where clips were cut from some (<see cref="AdoptedClip"/>).
/// </summary>
public static class HoldOut
{
    /// <summary>What is held out of one's own recordings unless another share is asked for; of other data sets it is nothing, as in the paper.</summary>
    public const double OfAdopted = 0.2;

    /// <summary>The share that is held out of a data set unless another is asked for.</summary>
    /// <param name="root">The folder of the data set.</param>
    public static double Usual(string root) => File.Exists(AdoptedClip.Csv(root)) ? OfAdopted : 0;

    /// <summary>The training clips of a data set, some of them marked as held out.</summary>
    /// <param name="dataset">The data set; sections without test clips are trained on only, so nothing of them is held out.</param>
    /// <param name="share">Share of the clips of each section, 0 or more and below 1; at least one recording is, and one is not.</param>
    /// <param name="seed">Draws them.</param>
    /// <returns>As <see cref="Dataset.TrainClips"/>, in the same order.</returns>
    public static IReadOnlyList<Clip> Mark(Dataset dataset, double share, int seed)
    {
        if (share == 0)
            return dataset.TrainClips;
        var recordings = AdoptedClip.Read(dataset.Root).ToDictionary(c => Path.GetFullPath(Path.Combine(dataset.Root, c.File)), c => c.Recording);
        var tested = dataset.TestClips.Select(c => (c.Machine, c.Section)).ToHashSet();
        var held = dataset.TrainClips.Where(c => tested.Contains((c.Machine, c.Section))).GroupBy(c => (c.Machine, c.Section))
            .SelectMany(section => Drawn([.. section.GroupBy(c => recordings.GetValueOrDefault(Path.GetFullPath(c.Path), c.Path))], share, FormattableString.Invariant($"{seed}/{section.Key}/hold out")))
            .ToHashSet();
        return [.. dataset.TrainClips.Select(c => held.Contains(c) ? c with { IsHeldOut = true } : c)];
    }

    // as many recordings as come nearest to the share of the clips
    private static IEnumerable<Clip> Drawn(IGrouping<string, Clip>[] recordings, double share, string seed)
    {
        var wanted = share * recordings.Sum(r => r.Count());
        new Random(unchecked((int)StableHash.Of(seed))).Shuffle(recordings);
        var taken = 0;
        foreach (var recording in recordings.Take(recordings.Length - 1))
        {
            if (taken > 0 && taken + recording.Count() / 2.0 > wanted)
                yield break;
            taken += recording.Count();
            foreach (var clip in recording)
                yield return clip;
        }
    }
}
