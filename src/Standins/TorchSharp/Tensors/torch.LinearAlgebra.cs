using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static class linalg
    {
        /// <summary>Eigenvalues of a symmetric matrix, ascending, and their vectors in the columns.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Aten.linalg_eigh.Two(input, $"{UPLO}");
    }
}
