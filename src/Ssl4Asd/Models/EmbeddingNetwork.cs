using Ssl4Asd.Features;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// The embedding model of the paper (section 2): two branches whose outputs are concatenated to
/// <c>[batch, 256]</c>, the spectrum half first. Sizes are the paper's unless <see cref="NetworkOptions"/> say otherwise.
/// </summary>
public sealed class EmbeddingNetwork : nn.Module<Tensor, Tensor>
{
    /// <summary>Numbers of an embedding in the paper.</summary>
    public const int PaperDim = 256;

    private readonly FeatureOptions features;
    private readonly bool temporalMeanNormalisation;
    private readonly SpectrumBranch spectrum;
    private readonly SpectrogramBranch spectrogram;

    /// <summary>Creates the network for clips of a preset's length and initialises its weights.</summary>
    /// <param name="preset">Clip length, features, version of the residual network.</param>
    /// <param name="generator">The source of the random weights (<see cref="Initialisation"/>).</param>
    /// <param name="temporalMeanNormalisation">Whether the temporal mean of each bin is subtracted from spectrograms.</param>
    /// <param name="options">Its variant; the paper's where null.</param>
    public EmbeddingNetwork(Preset preset, Generator generator, bool temporalMeanNormalisation = true, NetworkOptions? options = null) : base(nameof(EmbeddingNetwork))
    {
        options ??= new();
        Dim = options.Dim;
        (features, this.temporalMeanNormalisation) = (preset.Features, temporalMeanNormalisation);
        spectrum = new SpectrumBranch(preset.ClipSamples / 2, options);
        spectrogram = new SpectrogramBranch(features.Bins, preset.Residual, options);
        RegisterComponents();
        Initialisation.GlorotUniform(this, generator);
    }

    /// <summary>Numbers of an embedding.</summary>
    public int Dim { get; }

    /// <summary>The branch over the magnitude spectrum: <c>[batch, bins]</c> → <c>[batch, 128]</c>.</summary>
    public SpectrumBranch SpectrumBranch => spectrum;

    /// <summary>The branch over the spectrogram: <c>[batch, frames, bins]</c> → <c>[batch, 128]</c>.</summary>
    public SpectrogramBranch SpectrogramBranch => spectrogram;

    /// <summary>
    /// Whether embedding (in evaluation mode, without gradients) may take the fast path, where there is one: the numbers are the
    /// same but for rounding.
    /// </summary>
    public bool UsesFastPath { get; set; } = true;

    internal bool SubtractsTemporalMean => temporalMeanNormalisation;

    /// <summary>Embeds waveforms as they are: no mixup, no exchange.</summary>
    /// <param name="input">Waveforms <c>[batch, samples]</c> in [−1, 1], exactly one clip long.</param>
    /// <returns>Embeddings <c>[batch, 256]</c>, not normalised.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        if (!training && !is_grad_enabled() && UsesFastPath && FastPath.Fits(this, input))
            return FastPath.Embed(this, input, features).MoveToOuterDisposeScope();
        var (first, second) = Halves(Spectrum.Magnitude(input), Spectrogram.Magnitude(input, features));
        return cat([first, second], dim: 1).MoveToOuterDisposeScope();
    }

    /// <summary>Both halves of the embedding, from features that may have been exchanged.</summary>
    /// <param name="magnitudes">Spectra <c>[batch, samples / 2]</c>.</param>
    /// <param name="frames">Spectrograms <c>[batch, frames, bins]</c>, before temporal mean normalisation.</param>
    /// <returns>Spectrum half and spectrogram half, <c>[batch, 128]</c> each.</returns>
    public (Tensor Spectrum, Tensor Spectrogram) Halves(Tensor magnitudes, Tensor frames) => (spectrum.call(magnitudes), SpectrogramHalf(frames));

    /// <summary>The second half of the embedding alone.</summary>
    /// <param name="frames">Spectrograms <c>[batch, frames, bins]</c>, before temporal mean normalisation.</param>
    /// <returns><c>[batch, 128]</c></returns>
    public Tensor SpectrogramHalf(Tensor frames)
    {
        if (!temporalMeanNormalisation)
            return spectrogram.call(frames);
        using var normalised = Spectrogram.SubtractTemporalMean(frames);
        return spectrogram.call(normalised);
    }
}
