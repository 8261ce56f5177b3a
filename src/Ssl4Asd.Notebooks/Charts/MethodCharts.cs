using Ssl4Asd.Presets;
using static TorchSharp.torch;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>What an exchange does to a clip: before, the partner, and after.</summary>
public static class MethodCharts
{
    // neither domains nor conditions
    private static readonly string Own = Colours.Others[7];
    private static readonly string Partner = Colours.Others[10];
    private static readonly string Result = Colours.Others[11];

    private static readonly Axis Time = new("time (s)");
    private static readonly Axis Frequency = new("frequency (Hz)");

    /// <summary>Three spectrograms with one colour scale.</summary>
    /// <param name="own">The clip, <c>[frames, bins]</c> or <c>[1, frames, bins]</c>.</param>
    /// <param name="partner">Its partner, the same shape.</param>
    /// <param name="result">What became of the clip, the same shape; values below zero, which have no level, are in the darkest colour, and their share is in the title.</param>
    /// <param name="features">Window and hop.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="after">The title of the third.</param>
    /// <exception cref="ArgumentException">A shape is another one.</exception>
    public static GenericChart BeforeAfter(Tensor own, Tensor partner, Tensor result, FeatureOptions features, int sampleRate, string after = "after the exchange")
    {
        // a third of the page each
        var cells = new[] { own, partner, result }.Select(t => new SpectrogramCells(t, features, sampleRate, 120, 100)).ToList();
        var high = cells.Max(c => c.Limits.High);
        var (last, below) = (cells[2], cells[2].ShareNegative);
        string[] titles = ["the clip", "its partner", below == 0 ? after : FormattableString.Invariant($"{after} ({100 * below:0.#} % below 0)")];
        return Grid.Of(
            [.. cells.Zip(titles, (c, title) => Panel.Of([c.InDecibels((high - SpectrogramCells.Range, high), bar: c == last)], title, Time, Frequency))],
            1, 3, height: 320);
    }

    /// <summary>Mean and standard deviation of each frame over all bins, which temporal StatEx exchanges (paper, section 3.2).</summary>
    /// <param name="own">The clip, <c>[frames, bins]</c> or <c>[1, frames, bins]</c>.</param>
    /// <param name="partner">Its partner, the same shape.</param>
    /// <param name="result">The clip after StatEx: it should lie on the partner's lines.</param>
    /// <param name="features">Window and hop.</param>
    /// <param name="sampleRate">Samples a second.</param>
    public static GenericChart FrameStatistics(Tensor own, Tensor partner, Tensor result, FeatureOptions features, int sampleRate)
    {
        return Grid.Of([Statistic("mean of each frame", x => x.mean([1L])), Statistic("standard deviation of each frame", x => x.std(1, unbiased: false))], 1, 2);

        GenericChart Statistic(string title, Func<Tensor, Tensor> over) => Panel.Of(
            [Line("the clip", own, over, Own, 2, false), Line("its partner", partner, over, Partner, 6, false), Line("after StatEx", result, over, Result, 2, true)],
            title, Time, new Axis("magnitude (no unit)"));

        GenericChart Line(string name, Tensor spectrogram, Func<Tensor, Tensor> over, string colour, double width, bool dashed)
        {
            using var scope = NewDisposeScope();
            var values = over(spectrogram.view(-1, features.Bins).cpu().to_type(ScalarType.Float32)).data<float>().ToArray();
            // all frames of short clips, at most 600 of long ones
            var kept = Enumerable.Range(0, values.Length).Where(i => i % ((values.Length + 599) / 600) == 0).ToList();
            return Marks.Line(
                kept.Select(i => Math.Round((i * features.HopLength + features.WindowLength / 2.0) / sampleRate, 3)), kept.Select(i => Thinning.Round(values[i])),
                colour, name, width, dashed, "%{x:.2f} s: %{y:.3g}<extra>" + name + "</extra>");
        }
    }

    /// <summary>Soft labels before and after; only classes with some weight are drawn.</summary>
    /// <param name="before"><c>[classes]</c></param>
    /// <param name="after"><c>[classes]</c>, or <c>[3 · classes]</c> and <c>[9 · classes]</c> after one and two exchanges.</param>
    /// <param name="classes">The names of the original classes.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static GenericChart Labels(float[] before, float[] after, IReadOnlyList<string> classes)
    {
        if (before.Length != classes.Count || after.Length % classes.Count != 0 || after.Length / classes.Count is not (1 or 3 or 9))
            throw new ArgumentException($"Expected {classes.Count} weights before and 1, 3 or 9 times as many after, got {before.Length} and {after.Length}.", nameof(after));
        var rows = Math.Max(before.Count(w => w != 0), after.Count(w => w != 0));
        return Grid.Of([Bars("label before", before, Own), Bars("label after", after, Result)], 2, 1, height: 230 + 2 * 28 * Math.Max(1, rows));

        GenericChart Bars(string title, float[] weights, string colour)
        {
            var (x, y) = (new Axis("weight (share of the label)") { Range = (0, 1.02) }, new Axis("class") { Names = true });
            var some = weights.Index().Where(w => w.Item != 0).ToList();
            return some.Count == 0
                ? Panel.NotAvailable(title, "no class has any weight", x, y)
                : Panel.Of([Marks.Bars(some.Select(w => Name(w.Index)), some.Select(w => Math.Round((double)w.Item, 4)), colour, hover: "%{y}: %{x}<extra></extra>").With("width", 0.6)], title, x, y);
        }

        // FeatEx triples what StatEx has tripled, so its third is the outer one
        string Name(int i)
        {
            var (part, name) = (i / classes.Count, classes[i % classes.Count]);
            return (after.Length / classes.Count) switch
            {
                _ when i < classes.Count => name,
                3 => $"{name}, {Third(part)}",
                _ => $"{name}, StatEx: {Third(part % 3)}, FeatEx: {Third(part / 3)}",
            };
        }

        static string Third(int third) => third switch { 0 => "as it was", 1 => "own half", _ => "partner's half" };
    }

    /// <summary>Soft labels of one clip before and after, from tensors of the same shapes.</summary>
    /// <param name="before"><c>[classes]</c></param>
    /// <param name="after"><c>[classes]</c>, <c>[3 · classes]</c> or <c>[9 · classes]</c>.</param>
    /// <param name="classes">The names of the original classes.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static GenericChart Labels(Tensor before, Tensor after, IReadOnlyList<string> classes) => Labels(Numbers(before), Numbers(after), classes);

    /// <summary>The two halves of embeddings as strips, relative to the largest of each half, one row a clip; for FeatEx (paper, section 3.3) the clip, its partner, and what is made of them.</summary>
    /// <param name="rows">Name, spectrum half and spectrogram half, <c>[128]</c> each; at least one.</param>
    /// <exception cref="ArgumentException">A half has another length, or there is no row.</exception>
    public static GenericChart EmbeddingHalves(params (string Name, Tensor Spectrum, Tensor Spectrogram)[] rows)
    {
        var strips = rows.Select(row => (row.Name, First: Numbers(row.Spectrum), Second: Numbers(row.Spectrogram))).ToArray();
        var width = strips.Length == 0 ? 0 : strips[0].First.Length;
        if (width == 0 || strips.Any(s => s.First.Length != width || s.Second.Length != width))
            throw new ArgumentException("Expected rows with halves of as many numbers.", nameof(rows));
        return Grid.Of([Half("spectrum half", 0, s => s.First, false), Half("spectrogram half", width, s => s.Second, true)], 1, 2, height: 140 + 40 * strips.Length);

        // each half by its own largest number: one branch may speak much louder than the other
        GenericChart Half(string title, int start, Func<(string Name, float[] First, float[] Second), float[]> half, bool bar)
        {
            var largest = Math.Max(1e-12f, strips.Max(s => half(s).Max(Math.Abs)));
            var values = strips.Select(s => half(s).Select(v => Thinning.Round(v / largest)).ToArray()).ToArray();
            return Panel.Of(
                [Heat.Map(values, Enumerable.Range(start, values[0].Length), strips.Select(s => s.Name).ToArray(), (-1, 1), "relative value", "%{y}, number %{x}: %{z:.3g}", diverging: true, bar)],
                title, new Axis("position in the embedding (number)"), new Axis("recording") { Names = true });
        }
    }

    private static float[] Numbers(Tensor embedding)
    {
        using var copy = embedding.cpu().to_type(ScalarType.Float32).contiguous();
        return copy.data<float>().ToArray();
    }
}
