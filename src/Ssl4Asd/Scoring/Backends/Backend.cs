using System.Globalization;

namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// A back end as data: how the distances D(x, y_i) = ½·(1 − cos(x, y_i)), 0 … 1, of an embedding x to the references y_i of its
/// machine and section become an anomaly score. All have one form, score(x) = min_i g(D(x, y_i), b_i, α), with the
/// <see cref="LocalDensity"/> b_i of a reference and one number α of the section; a back end is its g.
/// One more is one more file with one more line in <see cref="All"/>.
/// </summary>
/// <remarks>
/// Duplicate references have b = 0. What divides by b or takes a logarithm takes at least <see cref="Epsilon"/> instead: ratios
/// beside duplicates are huge, but finite. Where all references are equal, the order of the scores is that of the distances.
/// Equal scores of a normal and an anomalous clip, such as those of clips that equal a reference, count half in an AUC.
/// </remarks>
/// <param name="Name">The name on the command line and in files.</param>
public abstract record Backend(string Name)
{
    /// <summary>
    /// The least distance that is told from 0 where a back end divides or takes a logarithm: an angle of two millionths.
    /// Above what is left, by rounding, of the distance between equal directions; far below that of any two recordings.
    /// </summary>
    public const double Epsilon = 1e-12;

    /// <summary>What embeddings are compared with.</summary>
    public ReferenceChoice References { get; init; }

    /// <summary>How b is defined; null where the back end takes none.</summary>
    public LocalDensity? Density { get; init; }

    /// <summary>Whether α is estimated from the training clips.</summary>
    internal virtual bool HasSlope => false;

    /// <summary>g: the score that one reference gives; the smallest counts.</summary>
    /// <param name="distance">D(x, y_i), 0 … 1.</param>
    /// <param name="density">b_i, 0 … 1; 0 where the back end takes none.</param>
    /// <param name="slope">α; 0 where the back end has none.</param>
    internal abstract double Combine(double distance, double density, double slope);

    /// <summary>α.</summary>
    /// <param name="distances">[clips], of each training clip to its nearest other reference.</param>
    /// <param name="densities">[clips], b of that reference.</param>
    internal virtual double Slope(IReadOnlyList<double> distances, IReadOnlyList<double> densities) => 0;

    /// <summary>The score of an embedding.</summary>
    /// <param name="distances">[references], D to each; at least one.</param>
    /// <param name="densities">[references], b of each.</param>
    /// <param name="slope">α.</param>
    internal double Score(ReadOnlySpan<double> distances, ReadOnlySpan<double> densities, double slope)
    {
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < distances.Length; i++) smallest = Math.Min(smallest, Combine(distances[i], densities[i], slope));
        return smallest;
    }

    /// <summary>The paper's: what every run is scored with unless another is asked for.</summary>
    public static Backend Paper { get; } = new PaperBackend();

    /// <summary>All back ends that have a name.</summary>
    public static IReadOnlyList<Backend> All { get; } =
    [
        Paper,
        new NearestNeighbour(),
        new DensityRatio(),
        new DensityRatio { Name = "ldn-gwrp", Density = LocalDensity.Ranked(0.9) },
        new DensityDifference(),
        new VarianceMinimisation(),
        new LogVarianceMinimisation(),
    ];

    /// <summary>Finds a back end by its name, whatever the case.</summary>
    /// <exception cref="InputException">None has that name; the message suggests the nearest and lists all.</exception>
    public static Backend Named(string name) => Check.Named(All, b => b.Name, name, "back end");

    /// <summary>Finds references by their name, whatever the case: all or kmeans.</summary>
    /// <exception cref="InputException">None has that name.</exception>
    public static ReferenceChoice ReferencesNamed(string name) => Check.Named<ReferenceChoice>(name, "choice of references");

    /// <summary>The same with other options; what is null stays.</summary>
    /// <param name="neighbours">K of the local density.</param>
    /// <param name="decay">r of the local density in its ranked form.</param>
    /// <param name="references">What embeddings are compared with.</param>
    /// <exception cref="InputException">The back end has no local density, both forms of it are asked for, or a number is out of its range.</exception>
    public Backend With(int? neighbours = null, double? decay = null, ReferenceChoice? references = null)
    {
        if (neighbours is not null && decay is not null)
            throw new InputException("The nearest neighbours and the decay are two forms of the local density; leave one out.");
        if (Density is null && (neighbours is not null || decay is not null))
            throw new InputException($"The back end {Name} takes no local density, and so neither neighbours nor decay; {string.Join(", ", All.Where(b => b.Density is not null).Select(b => b.Name))} do.");
        var density = neighbours is { } k ? LocalDensity.Nearest(k) : decay is { } r ? LocalDensity.Ranked(r) : Density;
        return this with { Density = density, References = references ?? References };
    }

    /// <summary>The name with every option that is not the named back end's: <c>ldn</c>, <c>ldn-neighbours-2-kmeans</c>. Fit for a folder.</summary>
    public string Label
    {
        get
        {
            var named = Named(Name);
            var density = Density == named.Density ? "" : Density is { Neighbours: { } k } ? string.Create(CultureInfo.InvariantCulture, $"-neighbours-{k}")
                : string.Create(CultureInfo.InvariantCulture, $"-decay-{Density?.Decay}");
            return Name + density + (References == named.References ? "" : $"-{Csv.Word(References)}");
        }
    }

    /// <summary>Refuses a section with too few references.</summary>
    /// <param name="where">The section, for the message.</param>
    /// <param name="references">How many it has.</param>
    /// <exception cref="InputException">There are too few.</exception>
    internal void CheckCount(string where, int references)
    {
        if (Density is null || references > Density.OthersNeeded) return;
        throw new InputException(references == 1
            ? $"{where}: {Label} needs references that have others around them, and there is only one; take the back end nearest, or add training clips."
            : $"{where}: {Label} takes {Density.OthersNeeded} others around each reference, and there are only {references - 1}; take --neighbours {references - 1} or fewer, or add training clips.");
    }
}
