using Ssl4Asd.Presets;
using static TorchSharp.torch;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>A spectrogram, pooled to what a chart can show.</summary>
internal sealed class SpectrogramCells
{
    /// <summary>How far below the largest level colours go, in dB.</summary>
    public const double Range = 80;

    private readonly float[,] cells; // [frames, bins]
    private readonly double gain;
    private readonly double[] times;
    private readonly double[] frequencies;

    public SpectrogramCells(Tensor magnitudes, FeatureOptions features, int sampleRate, int maxFrames = 240, int maxBins = 160, double start = 0)
    {
        var frames = Matrix(magnitudes, features);
        cells = Thinning.Pool(frames, maxFrames, maxBins);
        gain = Decibels.SpectrogramGain(features);
        times = [.. Thinning.Middles(cells.GetLength(0), frames.GetLength(0)).Select(frame => Math.Round(start + (frame * features.HopLength + features.WindowLength / 2.0) / sampleRate, 4))];
        frequencies = [.. Thinning.Middles(cells.GetLength(1), frames.GetLength(1)).Select(bin => Math.Round(bin * sampleRate / features.WindowLength, 1))];
        ShareNegative = frames.Cast<float>().Average(value => value < 0 ? 1.0 : 0);
    }

    /// <summary>The share of values below zero, 0 … 1.</summary>
    public double ShareNegative { get; }

    public bool AnyNegative => ShareNegative > 0;

    /// <summary>From 80 dB below the largest level up to it.</summary>
    public (double Low, double High) Limits
    {
        get
        {
            var high = Math.Ceiling(Decibels.OfAmplitude(gain * cells.Cast<float>().Max()));
            return (high - Range, high);
        }
    }

    /// <summary>Levels; what is not above zero is at the floor.</summary>
    public GenericChart InDecibels((double Low, double High) limits, bool bar = true) =>
        Map(value => Math.Round(Decibels.OfAmplitude(gain * value), 1), limits, $"level ({Decibels.Unit})", "%{x:.2f} s, %{y:.0f} Hz: %{z:.1f} " + Decibels.Unit, false, bar);

    /// <summary>The values themselves.</summary>
    public GenericChart Linear()
    {
        var largest = Math.Max(1e-6, cells.Cast<float>().Max(Math.Abs));
        return Map(value => Thinning.Round(value), (-largest, largest), "magnitude (no unit)", "%{x:.2f} s, %{y:.0f} Hz: %{z:.3g}", true, true);
    }

    private GenericChart Map(Func<float, double> shown, (double Low, double High) limits, string title, string hover, bool diverging, bool bar) =>
        Heat.Map(
            frequencies.Select((_, bin) => times.Select((_, frame) => shown(cells[frame, bin])).ToArray()).ToArray(),
            times, frequencies, limits, title, hover, diverging, bar);

    private static float[,] Matrix(Tensor magnitudes, FeatureOptions features)
    {
        var shape = magnitudes.shape;
        if (shape is not ([_, _] or [1, _, _]) || shape[^1] != features.Bins || shape[^2] < 1)
            throw new ArgumentException($"Expected magnitudes [frames, {features.Bins}], got [{string.Join(", ", shape)}].", nameof(magnitudes));
        using var copy = magnitudes.cpu().to_type(ScalarType.Float32).contiguous();
        var matrix = new float[shape[^2], shape[^1]];
        Buffer.BlockCopy(copy.data<float>().ToArray(), 0, matrix, 0, matrix.Length * sizeof(float));
        return matrix;
    }
}
