using Ssl4Asd.Models;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>
/// How much arithmetic the proposed system takes, from the shapes of its layers: convolutions and dense layers only, which
/// are 0.82 billion multiply-accumulates for a clip of 18 s. Fourier transforms, normalisations and all else that works
/// number by number is left out.
/// </summary>
public static class NetworkCost
{
    /// <summary>All layers of the embedding network.</summary>
    public static IReadOnlyList<LayerCost> Network(Preset preset) => [.. Spectrum(preset.ClipSamples / 2), .. Spectrogram(preset.Features, preset.ClipSamples)];

    /// <summary>Both heads: the cosines of an embedding with all centres, of which those of the supervised head are fixed.</summary>
    public static IReadOnlyList<LayerCost> Heads(Preset preset, int classes)
    {
        var system = SystemDefinition.Proposed;
        long Centres(int count) => (long)count * preset.Heads.Subclusters * EmbeddingNetwork.PaperDim;
        return
        [
            new("supervised", Centres(classes), 1, WeightGradient: false),
            new("self_supervised", Centres(system.SelfSupervisedClasses(classes)), 1, system.SelfSupervisedCentresTrainable),
        ];
    }

    /// <summary>Floating-point operations of embedding one clip.</summary>
    public static double Embedding(Preset preset) => Network(preset).Sum(l => l.Forward);

    /// <summary>Floating-point operations of the forward pass of training, for one clip.</summary>
    public static double Forward(Preset preset, int classes) => Embedding(preset) + Heads(preset, classes).Sum(l => l.Forward);

    /// <summary>Floating-point operations of the backward pass, for one clip.</summary>
    public static double Backward(Preset preset, int classes) => Network(preset).Concat(Heads(preset, classes)).Sum(l => l.Backward);

    private static IEnumerable<LayerCost> Spectrum(long bins)
    {
        const long width = SpectrumBranch.Width;
        var positions = bins;
        foreach (var (i, (channels, kernel, stride)) in new[] { (1L, 256, 64), (width, 64, 32), (width, 16, 4) }.Index())
        {
            positions = SamePadding.OutputLength(positions, stride);
            yield return new($"spectrum.conv{i + 1}", width * channels * kernel, positions, InputGradient: i > 0);
            yield return SqueezeAndExcite($"spectrum.se{i + 1}", width);
        }
        for (var i = 1; i <= 4; i++)
            yield return new($"spectrum.dense{i}", width * (i == 1 ? width * positions : width), 1);
        yield return new("spectrum.embedding", width * (EmbeddingNetwork.PaperDim / 2), 1);
    }

    private static IEnumerable<LayerCost> Spectrogram(FeatureOptions features, int samples)
    {
        var (frames, bins) = (Halved(features.Frames(samples)), Halved(features.Bins));
        yield return new("spectrogram.conv", 7 * 7 * 16, frames * bins); // its input has been through a trained batch norm
        (frames, bins) = ((frames - 3) / 2 + 1, (bins - 3) / 2 + 1);
        long channels = 16;
        foreach (var (i, width) in new long[] { 16, 32, 64, 128 }.Index())
        {
            var (stage, strided) = ($"spectrogram.stage{i + 1}", i > 0);
            if (strided)
                (frames, bins) = (Halved(frames), Halved(bins));
            for (var block = 1; block <= 2; block++)
            {
                yield return new($"{stage}.block{block}.conv1", 9 * channels * width, frames * bins);
                yield return new($"{stage}.block{block}.conv2", 9 * width * width, frames * bins);
                yield return SqueezeAndExcite($"{stage}.block{block}.se", width);
                if (strided && block == 1)
                    yield return new($"{stage}.block{block}.skip", channels * width, frames * bins);
                channels = width;
            }
        }
        yield return new("spectrogram.embedding", channels * bins * (EmbeddingNetwork.PaperDim / 2), 1);
    }

    private static LayerCost SqueezeAndExcite(string name, long channels) => new(name, 2 * channels * (channels / SqueezeExcitation.Ratio), 1);

    private static long Halved(long length) => SamePadding.OutputLength(length, 2);
}
