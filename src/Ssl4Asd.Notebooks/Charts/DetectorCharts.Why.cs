using Ssl4Asd.Experiments.Explaining;
using Ssl4Asd.Presets;
using static TorchSharp.torch;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

public static partial class DetectorCharts
{
    /// <summary>
    /// Why a clip has its score: its spectrogram, beside it how far the score falls where each band is brought to its normal level, below it the same for
    /// each moment, and for each band at each moment. What lies below zero hides something: the score rises without it.
    /// </summary>
    /// <param name="why">The explanation.</param>
    /// <param name="features">Window and hop of the spectrogram.</param>
    /// <param name="unit">What the scores are: those of other back ends than the paper's are no distances.</param>
    /// <returns>Four panels; the frequencies and the times of neighbours are the same.</returns>
    public static GenericChart Why(Explanation why, FeatureOptions features, string unit = Distance)
    {
        var (time, frequency) = (new Axis("time (s)") { Range = (why.Times[0], why.Times[^1]) }, new Axis("frequency (Hz)") { Range = (0, why.Frequencies[^1]) });
        var fall = $"fall ({unit})";
        var (bands, moments) = (Steps(why.Frequencies, why.Bands), Steps(why.Times, why.Moments));
        return Grid.Of(
            [
                Panel.Of([Spectrogram(why, features)], "the clip", time, frequency),
                Panel.Of(
                    [Marks.Line(bands.Values, bands.Edges, Colours.Anomaly, hover: "at %{y:.0f} Hz: %{x:.4f}<extra></extra>"), Marks.Guide(null, (0, 0), (0, why.Frequencies[^1]))],
                    "each band normal", new Axis(fall) { Range = Around(why.Bands) }, frequency),
                Panel.Of(
                    [Marks.Line(moments.Edges, moments.Values, Colours.Anomaly, hover: "at %{x:.2f} s: %{y:.4f}<extra></extra>"), Marks.Guide(null, (why.Times[0], 0), (why.Times[^1], 0))],
                    "each moment normal", time, new Axis(fall) { Range = Around(why.Moments) }),
                Panel.Of([Tiles(why, fall)], "each band at a moment normal", time, frequency),
            ],
            2, 2, FormattableString.Invariant($"score {why.Score:0.000}, threshold {why.Threshold:0.000}: what raises it"), height: 720, rowGap: 0.3);
    }

    // zero and all values, clear of the frame
    private static (double Low, double High) Around(IReadOnlyList<double> values)
    {
        var (low, high) = (Math.Min(0, values.Min()), Math.Max(0, values.Max()));
        var margin = Math.Max(1e-6, 0.06 * (high - low));
        return (Thinning.Round(low - margin), Thinning.Round(high + margin));
    }

    private static GenericChart Spectrogram(Explanation why, FeatureOptions features)
    {
        using var scope = NewDisposeScope();
        var magnitudes = Features.Spectrogram.Magnitude(tensor(why.Clip.Samples, [1, why.Clip.Samples.Length]), features);
        var cells = new SpectrogramCells(magnitudes, features, why.Clip.SampleRate, 160, 160, why.Start);
        return cells.InDecibels(cells.Limits);
    }

    private static GenericChart Tiles(Explanation why, string fall)
    {
        var cells = Enumerable.Range(0, why.Bands.Count).Select(b => Enumerable.Range(0, why.Moments.Count).Select(m => Thinning.Round(why.Tiles[b, m])).ToArray()).ToArray();
        var largest = Math.Max(1e-6, cells.SelectMany(row => row).Max(Math.Abs));
        // edges, not middles: bands are not equally wide in Hz
        return Heat.Map(cells, why.Times.Select(t => Math.Round(t, 3)), why.Frequencies.Select(f => Math.Round(f, 1)), (-largest, largest), fall, "%{x:.2f} s, %{y:.0f} Hz: %{z:.4f}", diverging: true);
    }

    // as a staircase: two points a step
    private static (double[] Edges, double[] Values) Steps(IReadOnlyList<double> edges, IReadOnlyList<double> values) => (
        [.. values.SelectMany((_, i) => (double[])[Math.Round(edges[i], 3), Math.Round(edges[i + 1], 3)])],
        [.. values.SelectMany(v => (double[])[Thinning.Round(v), Thinning.Round(v)])]);
}
