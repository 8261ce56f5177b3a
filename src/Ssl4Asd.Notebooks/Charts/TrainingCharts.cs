using Ssl4Asd.Training;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>How training went: the losses and scales of history.csv over its steps.</summary>
public static class TrainingCharts
{
    // about a pixel each
    private const int MaxPoints = 800;

    private static readonly Axis Step = new("training step (number)");
    private static readonly Axis Nats = new("loss (nats)");
    private static readonly Axis LogScale = new("scale s (no unit)") { Log = true };

    // neither domains nor conditions
    private static readonly string Supervised = Colours.Others[7];
    private static readonly string SelfSupervised = Colours.Others[3];

    /// <summary>The losses of both heads: each step thin, the mean over the steps around it thick.</summary>
    /// <param name="history">The rows of a run.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart Loss(IReadOnlyList<HistoryRow> history, string? title = null)
    {
        var lines = new[] { ("supervised", Supervised, Values(history, r => r.SupervisedLoss)), ("self-supervised", SelfSupervised, Values(history, r => r.SelfSupervisedLoss)) }
            .Where(line => line.Item3.Count > 0).SelectMany(line => ThinAndThick(line.Item1, line.Item2, line.Item3)).ToList();
        return lines.Count == 0 ? Panel.NotAvailable(title, "no training steps", Step, Nats) : Panel.Of(lines, title, Step, Nats);
    }

    /// <summary>The total loss of several runs: the mean over the steps around each.</summary>
    /// <param name="runs">With their names in the legend.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart Loss(IEnumerable<(string Name, IReadOnlyList<HistoryRow> History)> runs, string? title = null)
    {
        var lines = runs.Where(r => r.History.Count > 0).Index().Select(r => Line(r.Item.Name, Colour(r.Index), Smoothed(Values(r.Item.History, h => h.Loss)), "nats", 2)).ToList();
        return lines.Count == 0 ? Panel.NotAvailable(title, "no training steps", Step, Nats) : Panel.Of(lines, title, Step, Nats);
    }

    /// <summary>The adaptive scale s of both heads, on a logarithmic axis.</summary>
    /// <param name="history">The rows of a run.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart Scale(IReadOnlyList<HistoryRow> history, string? title = null)
    {
        var lines = new[] { ("supervised", Supervised, Values(history, r => r.SupervisedScale)), ("self-supervised", SelfSupervised, Values(history, r => r.SelfSupervisedScale)) }
            .Where(line => line.Item3.Count > 0).Select(line => Line(line.Item1, line.Item2, line.Item3, "", 2)).ToList();
        return lines.Count == 0 ? Panel.NotAvailable(title, "no training steps", Step, LogScale) : Panel.Of(lines, title, Step, LogScale);
    }

    /// <summary>How the scale s of AdaCos runs away, and the bound that stops it.</summary>
    /// <param name="runs">The scale after each step, from the start value on; above 0.</param>
    /// <param name="bound">Where ours stops (<see cref="Presets.HeadOptions.MaxScale"/>).</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ScaleTrap(IEnumerable<(string Name, double[] Scales)> runs, double bound, string? title = null)
    {
        var given = runs.Where(r => r.Scales.Length > 0).ToList();
        if (given.Count == 0)
            return Panel.NotAvailable(title, "no steps", Step, LogScale);
        var last = given.Max(r => r.Scales.Length - 1);
        return Panel.Of(
            [
                .. given.Select((r, i) => Line(r.Name, Colour(i), [.. r.Scales.Select((s, step) => (step, s))], "", 2)),
                Marks.Guide(FormattableString.Invariant($"bound {bound:0.###}"), (0, bound), (last, bound)),
            ],
            title, Step, LogScale);
    }

    /// <summary>Any labelled lines.</summary>
    /// <param name="lines">Name, x and y; x and y of the same length.</param>
    /// <param name="xTitle">With its unit in brackets.</param>
    /// <param name="yTitle">With its unit in brackets.</param>
    /// <param name="logY">Whether y is logarithmic; values are above 0 then.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">x and y of a line differ in length.</exception>
    public static GenericChart Lines(IEnumerable<(string Name, double[] X, double[] Y)> lines, string xTitle, string yTitle, bool logY = false, string? title = null)
    {
        var (x, y) = (new Axis(xTitle), new Axis(yTitle) { Log = logY });
        var drawn = new List<GenericChart>();
        foreach (var (i, (name, xs, ys)) in lines.Index())
        {
            if (xs.Length != ys.Length)
                throw new ArgumentException($"Expected as many y as x in '{name}', got {ys.Length} and {xs.Length}.", nameof(lines));
            if (xs.Length > 0)
                drawn.Add(Marks.Line(xs.Select(Thinning.Round), ys.Select(Thinning.Round), Colour(i), name, hover: "%{x}: %{y:.4g}<extra>" + name + "</extra>"));
        }
        return drawn.Count == 0 ? Panel.NotAvailable(title, "no points", x, y) : Panel.Of(drawn, title, x, y);
    }

    private static IEnumerable<GenericChart> ThinAndThick(string name, string colour, IReadOnlyList<(int Step, double Value)> values) =>
    [
        Line(null, Marks.Transparent(colour, 0.3), values, "nats", 1),
        Line($"{name}, moving mean", colour, Smoothed(values), "nats", 2.5),
    ];

    private static GenericChart Line(string? name, string colour, IReadOnlyList<(int Step, double Value)> values, string unit, double width)
    {
        // every k-th step of a long training
        var stride = (values.Count + MaxPoints - 1) / MaxPoints;
        var kept = values.Where((_, i) => i % stride == 0 || i == values.Count - 1).ToList();
        return Marks.Line(
            kept.Select(v => (double)v.Step), kept.Select(v => Thinning.Round(v.Value)), colour, name, width,
            hover: name is null ? null : $"step %{{x}}: %{{y:.3f}} {unit}<extra>{name}</extra>");
    }

    // Centred, over a twentieth of the training; shorter at both ends.
    private static IReadOnlyList<(int Step, double Value)> Smoothed(IReadOnlyList<(int Step, double Value)> values)
    {
        var reach = values.Count / 40;
        return [.. values.Select((v, i) => (v.Step, values.Skip(Math.Max(0, i - reach)).Take(Math.Min(i, reach) + 1 + reach).Average(w => w.Value)))];
    }

    private static IReadOnlyList<(int Step, double Value)> Values(IReadOnlyList<HistoryRow> history, Func<HistoryRow, double?> value) =>
        [.. history.Where(r => value(r) is not null).Select(r => (r.Step, value(r)!.Value))];

    private static string Colour(int i) => Colours.Others[i % Colours.Others.Count];
}
