using TorchSharp;

namespace Ssl4Asd;

/// <summary>
/// Numbers as libtorch takes them. Finalizers free a <see cref="Scalar"/>, and TorchSharp does not hold it while libtorch reads it,
/// so ours are held: those here for ever, others by <c>using var x = number.ToScalar()</c>. BannedSymbols.txt stops the rest.
/// </summary>
internal static class Scalars
{
    /// <summary>0.</summary>
    internal static readonly Scalar Zero = 0.ToScalar();

    /// <summary>1; also the factor α that the sum x + α·y has to be given, since TorchSharp makes one by itself otherwise.</summary>
    internal static readonly Scalar One = 1.ToScalar();
}
