using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>The layers one after another, differentiated by autograd.</summary>
internal sealed class LayerPath(EmbeddingNetwork network) : INetworkPath
{
    public (Tensor Spectrum, Tensor Spectrogram) Halves(Tensor magnitudes, Tensor frames) => network.Halves(magnitudes, frames);

    public Tensor SpectrogramHalf(Tensor frames) => network.SpectrogramHalf(frames);

    public void Backward(Tensor loss) => loss.backward();

    public void CheckFinished()
    {
    }

    public void Dispose()
    {
    }
}
