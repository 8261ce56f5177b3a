namespace Ssl4Asd.Experiments.Bench;

/// <summary>What one size of the work cost.</summary>
/// <param name="At">The size.</param>
/// <param name="Seconds">How long it took, the median of several steps.</param>
/// <param name="PeakBytes">The most resident memory; null where the system does not tell.</param>
public sealed record ScalingPoint(double At, double Seconds, long? PeakBytes);

/// <summary>How the cost of some work grows with one of its sizes.</summary>
/// <param name="Work">The work.</param>
/// <param name="Size">What is varied, with its unit.</param>
/// <param name="Points">At least two sizes, from small to large.</param>
public sealed record ScalingSeries(string Work, string Size, IReadOnlyList<ScalingPoint> Points)
{
    /// <summary>Time grows with this power of the size.</summary>
    public double TimeExponent => PowerLaw.Exponent([.. Points.Select(p => (p.At, p.Seconds))]);

    /// <summary>Memory grows with this power of the size; null where the system does not tell.</summary>
    public double? MemoryExponent => Points.Any(p => p.PeakBytes is null) ? null : PowerLaw.Exponent([.. Points.Select(p => (p.At, (double)p.PeakBytes!.Value))]);
}
