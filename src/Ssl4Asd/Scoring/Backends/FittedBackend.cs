namespace Ssl4Asd.Scoring.Backends;

/// <summary>A back end on the references of one section.</summary>
/// <param name="Densities">b of each reference; zeros where the back end takes none.</param>
/// <param name="Slope">α; 0 where the back end has none.</param>
/// <param name="TrainingScores">The scores of the training clips, for the threshold.</param>
internal sealed record FittedBackend(double[] Densities, double Slope, double[] TrainingScores)
{
    /// <summary>
    /// Fits a back end. A training clip that is a reference is scored as if it were none: it is not compared with itself
    /// and does not count in b of the others (otherwise no ratio with K = 1 would be below 1, and the threshold too high).
    /// α is that of all training clips. A lone reference has nothing to be compared with, and no score.
    /// </summary>
    public static FittedBackend Of(Backend backend, ReferenceDistances distances)
    {
        var densities = new double[distances.Count];
        var estimate = backend.Density is { } density ? new DensityEstimate(density, distances.Count) : null;
        var slope = backend.HasSlope ? FitSlope(backend, distances, estimate!, densities) : 0;

        var (inside, without) = (new double[distances.Count], new double[distances.Count]);
        inside.AsSpan().Fill(double.PositiveInfinity);
        for (var i = 0; i < distances.Count; i++)
        {
            var row = distances.Of(i);
            if (estimate is not null) densities[i] = estimate.Of(row, i, without);
            for (var clip = distances.FirstClip; clip < row.Length; clip++)
            {
                if (clip == i) continue;
                var score = backend.Combine(row[clip], without[clip], slope);
                if (score < inside[clip]) inside[clip] = score;
            }
        }
        var outside = new double[distances.OutsideCount];
        for (var clip = 0; clip < outside.Length; clip++) outside[clip] = backend.Score(distances.OfOutside(clip), densities, slope);
        return new FittedBackend(densities, slope, [.. outside, .. inside[distances.FirstClip..].Where(double.IsFinite)]);
    }

    // α from the distance of each training clip to its nearest other reference, and b of that reference
    private static double FitSlope(Backend backend, ReferenceDistances distances, DensityEstimate estimate, double[] densities)
    {
        var without = new double[distances.Count];
        for (var i = 0; i < densities.Length; i++) densities[i] = estimate.Of(distances.Of(i), i, without);
        var nearest = new List<double>();
        var around = new List<double>();
        for (var clip = 0; clip < distances.OutsideCount; clip++) Add(distances.OfOutside(clip), except: -1);
        for (var clip = distances.FirstClip; clip < distances.Count; clip++) Add(distances.Of(clip), except: clip);
        return backend.Slope(nearest, around);

        void Add(ReadOnlySpan<double> row, int except)
        {
            var found = except == 0 ? 1 : 0;
            for (var i = found + 1; i < row.Length; i++)
            {
                if (i != except && row[i] < row[found]) found = i;
            }
            nearest.Add(row[found]);
            around.Add(densities[found]);
        }
    }
}
