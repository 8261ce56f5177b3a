using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// How the network is computed and differentiated in a training step. There are two ways to the same numbers: layer by layer,
/// for readers and for GPUs (<see cref="LayerPath"/>), and with several steps joined, for CPUs (<see cref="Fast.FastPath"/>).
/// </summary>
internal interface INetworkPath : IDisposable
{
    /// <summary>Both halves of the embedding, see <see cref="EmbeddingNetwork.Halves"/>.</summary>
    (Tensor Spectrum, Tensor Spectrogram) Halves(Tensor magnitudes, Tensor frames);

    /// <summary>The second half alone, see <see cref="EmbeddingNetwork.SpectrogramHalf"/>.</summary>
    Tensor SpectrogramHalf(Tensor frames);

    /// <summary>Adds the gradients of a loss to those of all parameters.</summary>
    /// <param name="loss">Computed from what this path returned.</param>
    void Backward(Tensor loss);

    /// <summary>Call before the next step.</summary>
    /// <exception cref="InvalidOperationException">The loss was differentiated without <see cref="Backward"/>, which gives only half of the gradients.</exception>
    void CheckFinished();
}
