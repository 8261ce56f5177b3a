using Ssl4Asd.Features;
using Ssl4Asd.Models.Fast.Stem;
using Ssl4Asd.Presets;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// The network on a CPU, where memory is slower than arithmetic: everything between convolutions and products is done in few
/// passes, while a few clips are in the cache, the convolutions of the residual stages take a quarter of the multiplications
/// (<see cref="Winograd.Convolution"/>), and only what the backward step needs is kept. The dense layers that embeddings come from are libtorch's.
/// </summary>
internal sealed class FastPath(EmbeddingNetwork network) : INetworkPath
{
    private readonly List<SpectrumPass> _spectra = [];
    private readonly List<SpectrogramPass> _spectrograms = [];

    /// <summary>Whether a network can be computed so: on a CPU, in single precision, with blocks that are all alike.</summary>
    internal static bool Fits(EmbeddingNetwork network, Tensor input)
        => input.device_type == DeviceType.CPU && input.dtype == ScalarType.Float32 && network.SpectrogramBranch.IsUniform
            && network.SpectrogramBranch.Blocks.All(block => Winograd.Kernel.Fits(block.Conv2.Weight))
            && network.SpectrogramBranch.Conv is { Kernel: StemGradient.Kernel, Stride: StemGradient.Stride }
            && network.SpectrumBranch.Stages.All(stage => PatchLayout.Fits(stage.Convolution));

    public (Tensor Spectrum, Tensor Spectrogram) Halves(Tensor magnitudes, Tensor frames)
    {
        using var given = magnitudes.contiguous();
        _spectra.Add(new SpectrumPass(network.SpectrumBranch, given, isRecorded: true));
        return (_spectra[^1].Output.alias(), SpectrogramHalf(frames));
    }

    public Tensor SpectrogramHalf(Tensor frames)
    {
        _spectrograms.Add(new SpectrogramPass(network.SpectrogramBranch, frames.contiguous().DetachFromDisposeScope(), network.SubtractsTemporalMean));
        return _spectrograms[^1].Output.alias();
    }

    /// <summary>Embeds waveforms in evaluation mode, a few clips at a time.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="waveforms"><c>[batch, samples]</c></param>
    /// <param name="features">Of the spectrogram.</param>
    /// <returns><c>[batch, 256]</c></returns>
    internal static Tensor Embed(EmbeddingNetwork network, Tensor waveforms, FeatureOptions features)
    {
        using var scope = NewDisposeScope();
        using var spectra = new SpectrumPass(network.SpectrumBranch, Spectrum.Magnitude(waveforms).contiguous(), isRecorded: false);
        using var frames = Spectrogram.Magnitude(waveforms, features).contiguous();
        using var pass = new EmbeddingPass(network.SpectrogramBranch, network.SubtractsTemporalMean);
        return cat([spectra.Output, pass.Embed(frames)], dim: 1).MoveToOuterDisposeScope();
    }

    public void Backward(Tensor loss)
    {
        loss.backward();
        _spectrograms.ForEach(pass => pass.Backward()); // first: they give more memory back than they take
        _spectra.ForEach(pass => pass.Backward());
        Dispose();
    }

    public void CheckFinished()
    {
        if (_spectrograms.Any(pass => pass.HasGradient)) // Backward leaves none
            throw new InvalidOperationException("The loss of a training step was differentiated by itself; call AsdModel.Backward.");
    }

    /// <summary>Frees everything.</summary>
    public void Dispose()
    {
        _spectra.ForEach(pass => pass.Dispose());
        _spectrograms.ForEach(pass => pass.Dispose());
        _spectra.Clear();
        _spectrograms.Clear();
    }
}
