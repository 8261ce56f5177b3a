namespace Ssl4Asd.Data.Own;

/// <summary>Which recording of a machine goes where, and how it is cut.</summary>
internal static class AdoptionPlan
{
    // what is left over at the end is a clip if it has half its length
    private const double Longest = 1.5, Shortest = 0.5;

    /// <summary>A clip to be made.</summary>
    /// <param name="Recording">What it is made of.</param>
    /// <param name="Start">Where it begins, in seconds.</param>
    /// <param name="Seconds">Its length; null for a recording that stays whole.</param>
    /// <param name="Name">What it is called.</param>
    internal sealed record Piece(OwnRecording Recording, double Start, double? Seconds, ClipName Name)
    {
        internal string File => $"{DatasetLayout.Development}/{Recording.Machine}/{(Name.Split == Split.Train ? DatasetLayout.Train : DatasetLayout.Test)}/{Name}";
    }

    /// <summary>The clips of one machine: whole recordings to one side of the split, each session's share to the test clips.</summary>
    internal static List<Piece> Of(IReadOnlyList<OwnRecording> recordings, AdoptionOptions options)
    {
        var tested = Tested(recordings, options).ToHashSet();
        var names = SessionNames(recordings);
        var pieces = new List<Piece>();
        foreach (var group in recordings.GroupBy(r => (Split: r.Condition == Condition.Anomaly || tested.Contains(r) ? Split.Test : Split.Train, r.Condition)))
        {
            foreach (var (i, (recording, start, seconds)) in group.SelectMany(r => Cuts(r.Facts.Seconds, options.ClipSeconds).Select(cut => (r, cut.Start, cut.Seconds))).Index())
            {
                var attributes = names.Count > 1 ? $"session_{names[recording.Session]}" : "";
                pieces.Add(new Piece(recording, start, seconds, new ClipName("00", Domain.Source, group.Key.Split, group.Key.Condition, FormattableString.Invariant($"{i + 1:0000}"), attributes)));
            }
        }
        return pieces;
    }

    /// <summary>The clips of a machine that is only trained on.</summary>
    internal static List<Piece> ForTrainingOnly(IReadOnlyList<OwnRecording> recordings, AdoptionOptions options) =>
    [
        .. recordings.SelectMany(r => Cuts(r.Facts.Seconds, options.ClipSeconds).Select(cut => (r, cut.Start, cut.Seconds)))
            .Select((cut, i) => new Piece(cut.r, cut.Start, cut.Seconds, new ClipName("00", Domain.Source, Split.Train, Condition.Normal, FormattableString.Invariant($"{i + 1:0000}"), ""))),
    ];

    /// <summary>How a recording is cut.</summary>
    internal static IEnumerable<(double Start, double? Seconds)> Cuts(double length, double clip)
    {
        if (length <= Longest * clip)
            return [(0, null)];
        var whole = (int)(length / clip);
        var rest = length - whole * clip;
        return Enumerable.Range(0, whole).Select(i => (i * clip, (double?)clip)).Concat(rest >= Shortest * clip ? [(whole * clip, rest)] : []);
    }

    // the largest remainders get what rounding left over, so that their number is the share of all
    private static IEnumerable<OwnRecording> Tested(IReadOnlyList<OwnRecording> recordings, AdoptionOptions options)
    {
        var sessions = recordings.Where(r => r.Condition == Condition.Normal).GroupBy(r => r.Session).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()).ToList();
        var count = sessions.Sum(s => s.Length);
        var wanted = Math.Clamp((int)Math.Round(options.TestShare * count), Math.Min(1, count - 1), Math.Max(0, count - 1));
        var shares = sessions.ConvertAll(s => wanted * (double)s.Length / count);
        var taken = shares.ConvertAll(s => (int)s);
        foreach (var session in Enumerable.Range(0, shares.Count).OrderByDescending(s => shares[s] - taken[s]).Take(wanted - taken.Sum()))
            taken[session]++;
        foreach (var (s, session) in sessions.Index())
        {
            new Random(unchecked((int)StableHash.Of(FormattableString.Invariant($"{options.Seed}/{session[0].Machine}/{session[0].Session}")))).Shuffle(session);
            foreach (var recording in session.Take(taken[s]))
                yield return recording;
        }
    }

    /// <summary>Sessions to what a file name can hold of them.</summary>
    internal static Dictionary<string, string> SessionNames(IEnumerable<OwnRecording> recordings)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var session in recordings.Select(r => r.Session).Distinct().Order(StringComparer.Ordinal))
        {
            var name = session.Length == 0 ? "0" : SoundFolders.Name(session);
            for (var again = 2; names.ContainsValue(name); again++)
                name = $"{SoundFolders.Name(session)}-{again}";
            names[session] = name;
        }
        return names;
    }
}
