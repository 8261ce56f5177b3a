using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Features;
using Ssl4Asd.Scoring;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>
/// Classes for recordings without labels: k-means clusters of each machine and section over means and standard deviations (over time) of
/// log-mel bands, each brought to the same spread. What they tell apart, loudness, speed, place, is what the recordings differ in most.
/// </summary>
public static class PseudoLabels
{
    private const int Bands = 32, Most = 8, ClipsOfOne = 8;

    /// <summary>The class of each training clip: <c>fan/00/pseudo-3</c>.</summary>
    /// <param name="clips">The training clips; those that are held out get the nearest cluster of the others.</param>
    /// <param name="store">Their recordings, in the same order.</param>
    /// <param name="seed">The start of k-means.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>One a clip. A machine and section has a cluster for each eight clips, at least two and at most eight.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Clip> clips, ClipStore store, int seed, CancellationToken stop = default)
    {
        var labels = new string[clips.Count];
        using var logMel = new LogMel(Bands, store.SampleRate);
        foreach (var section in clips.Index().GroupBy(c => (c.Item.Machine, c.Item.Section)))
        {
            var features = section.Select(c => (c.Index, c.Item.IsHeldOut, Values: Features(logMel, store, c.Index, stop))).ToList();
            var known = features.FindAll(f => !f.IsHeldOut);
            var scale = Scale(known.ConvertAll(f => f.Values));
            var name = FormattableString.Invariant($"{section.Key.Machine}/{section.Key.Section}");
            var found = Clusters([.. features.Select(f => (f.IsHeldOut, scale(f.Values)))], Math.Clamp(known.Count / ClipsOfOne, 2, Most), FormattableString.Invariant($"{seed}/{name}/pseudo"));
            foreach (var ((index, _, _), label) in features.Zip(found))
                labels[index] = $"{name}/{label}";
        }
        return labels;
    }

    /// <summary>The cluster of each point, such as <c>pseudo-3</c>: k-means of those that are not held out, and the nearest mean of all.</summary>
    internal static IEnumerable<string> Clusters(IReadOnlyList<(bool IsHeldOut, float[] Point)> members, int clusters, string seed)
    {
        var known = members.Where(m => !m.IsHeldOut).Select(m => m.Point).ToList();
        var random = new Random(unchecked((int)StableHash.Of(seed)));
        var centres = KMeans.Fit(Rows(known), Math.Min(clusters, known.Count), random).Centres;
        return members.Select(m => FormattableString.Invariant($"pseudo-{Nearest(centres, m.Point)}"));
    }

    private static float[] Features(LogMel logMel, ClipStore store, int recording, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var scope = NewDisposeScope();
        var samples = new float[Math.Max(store.Length(recording), logMel.SamplesOf(2))];
        store.CopyClip(recording, 0, samples);
        var frames = logMel.Of(tensor(samples)); // [frames, bands]
        return [.. cat([frames.mean([0]), frames.std(0, unbiased: false)]).data<float>()];
    }

    // a band in which all sound alike tells nothing, and is not blown up
    private static Func<float[], float[]> Scale(List<float[]> all)
    {
        var means = Enumerable.Range(0, all[0].Length).Select(i => all.Average(v => v[i])).ToArray();
        var deviations = means.Select((mean, i) => (float)Math.Sqrt(all.Average(v => (v[i] - mean) * (v[i] - mean)))).ToArray();
        return values => [.. values.Select((v, i) => deviations[i] > 1e-6f ? (v - means[i]) / deviations[i] : 0)];
    }

    private static float[,] Rows(List<float[]> rows)
    {
        var matrix = new float[rows.Count, rows[0].Length];
        foreach (var (i, row) in rows.Index())
            row.CopyTo(matrix.Row(i));
        return matrix;
    }

    private static int Nearest(float[,] centres, float[] point) =>
        Enumerable.Range(0, centres.GetLength(0)).MinBy(c => System.Numerics.Tensors.TensorPrimitives.Distance(centres.Row(c), point));
}
