using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>Wrong shapes throw before libtorch sees them, with what was expected and what was given.</summary>
internal static class Shapes
{
    internal static void Require(bool fine, string name, string expected, Tensor given)
    {
        if (!fine)
            throw new ArgumentException($"Expected {name} {expected}, got [{string.Join(", ", given.shape)}].", name);
    }

    internal static void RequireMask(Tensor mask, long batch)
    {
        if (mask.dtype != ScalarType.Bool)
            throw new ArgumentException($"Expected booleans that say which clips to change, got {mask.dtype}.", nameof(mask));
        Require(mask.dim() == 1 && mask.size(0) == batch, nameof(mask), $"[{batch}]", mask);
    }
}
