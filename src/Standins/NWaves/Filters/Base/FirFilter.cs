namespace NWaves.Filters.Base;

/// <summary>A finite impulse response.</summary>
public class FirFilter
{
    private readonly float[] _kernel;

    public FirFilter(IEnumerable<float> kernel) => _kernel = [.. kernel];

    public FirFilter(IEnumerable<double> kernel)
        : this(kernel.Select(coefficient => (float)coefficient))
    {
    }

    public float[] Kernel => [.. _kernel];
}
