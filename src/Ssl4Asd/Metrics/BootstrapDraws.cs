using Ssl4Asd.Data;

namespace Ssl4Asd.Metrics;

/// <summary>
/// Draws labelled clips with replacement, as many as there are, within each stratum: subset, machine, section, domain and
/// condition. So every replicate has the populations of the data set, and what the clips do not determine stays so.
/// </summary>
public sealed class BootstrapDraws
{
    private readonly List<int> _strata = []; // index of each stratum's first clip

    /// <summary>Orders clips into strata. The order that they come in does not matter.</summary>
    /// <param name="clips">Test clips; those without a known condition are left out.</param>
    public BootstrapDraws(IEnumerable<Clip> clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        Clips = [.. clips.Where(c => c.Condition is not null)
            .OrderBy(c => c.Subset).ThenBy(c => c.Machine, StringComparer.Ordinal).ThenBy(c => c.Section, StringComparer.Ordinal)
            .ThenBy(c => c.Domain).ThenBy(c => c.Condition).ThenBy(c => c.FileName, StringComparer.Ordinal)];
        for (var i = 0; i < Clips.Count; i++)
        {
            if (i == 0 || Stratum(Clips[i]) != Stratum(Clips[i - 1])) _strata.Add(i);
        }
    }

    /// <summary>The labelled clips, ordered by stratum and file name.</summary>
    public IReadOnlyList<Clip> Clips { get; }

    /// <summary>Draws one replicate; depends on nothing but the clips, the seed and the number of the replicate.</summary>
    /// <param name="seed">The seed of the bootstrap.</param>
    /// <param name="replicate">The number of the replicate.</param>
    /// <param name="counts">Receives how often each clip was drawn, in the order of <see cref="Clips"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="counts"/> has another length than the clips.</exception>
    public void Draw(int seed, int replicate, Span<int> counts)
    {
        if (counts.Length != Clips.Count) throw new ArgumentException($"expected room for {Clips.Count} clips, got {counts.Length}", nameof(counts));
        var random = new Random((int)StableHash.Of(FormattableString.Invariant($"{seed}/{replicate}/bootstrap")));
        counts.Clear();
        for (var s = 0; s < _strata.Count; s++)
        {
            var first = _strata[s];
            var size = (s + 1 < _strata.Count ? _strata[s + 1] : counts.Length) - first;
            for (var i = 0; i < size; i++) counts[first + random.Next(size)]++;
        }
    }

    private static (Subset, string, string, Domain?, Condition?) Stratum(Clip clip) =>
        (clip.Subset, clip.Machine, clip.Section, clip.Domain, clip.Condition);
}
