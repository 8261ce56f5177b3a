namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Where ticks are, by plotly.js's rules: steps of 1, 2 or 5 times a power of ten, about 80 pixels apart (40 upwards).</summary>
internal static class Ticks
{
    private const int Most = 1000;

    public static IReadOnlyList<Tick> Of(Axis axis)
    {
        var style = axis.Style;
        if (style["tickvals"].IsArray && !style["tickmode"].Is("auto") && !style["tickmode"].Is("linear"))
            return Given(axis);
        var (low, high) = (Math.Min(axis.Range.Start, axis.Range.End), Math.Max(axis.Range.Start, axis.Range.End));
        var count = style["nticks"].Number() is { } most and > 0 ? most : Count(axis);
        var rough = (high - low) / count;
        var step = style["dtick"].Number();
        if (axis.Overlaid is { } overlaid && axis.Kind == AxisKind.Linear && step is null && !style["nticks"].Exists && style["tickmode"].Text("sync") == "sync")
            return Beside(axis, overlaid);
        return axis.Kind switch
        {
            AxisKind.Category => Categories(axis, low, high, step ?? Math.Max(1, Math.Ceiling(rough))),
            AxisKind.Logarithmic when step is null => Logarithmic(style, low, high, rough),
            AxisKind.Logarithmic => Powers(style, low, high, Math.Max(1, step.Value)),
            _ => Linear(style, low, high, step is > 0 ? step.Value : Step(rough), style["tick0"].Number(0)),
        };
    }

    /// <summary>The next of …, 2, 5, 10, 20, 50, … that is larger.</summary>
    public static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double[] steps = [2, 5, 10];
        return power * steps.FirstOrDefault(step => step > rough / power, 10);
    }

    public static IReadOnlyList<Tick> Linear(Node style, double low, double high, double step, double first = 0)
    {
        var slack = (high - low) * 1e-4;
        var start = Math.Ceiling((low - slack - first) / step);
        var end = Math.Floor((high + slack - first) / step);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (!(end - start < Most))
            return [];
        return [.. Enumerable.Range(0, (int)(end - start) + 1).Select(i => first + (start + i) * step)
            .Select(value => Math.Abs(value) < step * 1e-9 ? 0 : value)
            .Select(value => new Tick(value, Label(style, value, TickFormat.Number(value, step, largest))))];
    }

    // An axis over another has its ticks where that one has them, so that both share the grid.
    private static Tick[] Beside(Axis axis, Axis overlaid)
    {
        var ticks = Of(overlaid);
        if (ticks.Count == 0)
            return [];
        double Value(Tick tick) => axis.Range.Start +
            (tick.Place - overlaid.Range.Start) / (overlaid.Range.End - overlaid.Range.Start) * (axis.Range.End - axis.Range.Start);
        var step = ticks.Count > 1 ? Math.Abs(Value(ticks[1]) - Value(ticks[0])) : Math.Abs(axis.Range.End - axis.Range.Start);
        var largest = Math.Max(Math.Abs(axis.Range.Start), Math.Abs(axis.Range.End));
        return [.. ticks.Select(Value).Select(value => new Tick(value, Label(axis.Style, value, TickFormat.Number(value, step, largest))))];
    }

    private static double Count(Axis axis) => axis.Kind == AxisKind.Category
        ? Math.Max(1, axis.Length / (1.2 * axis.FontSize("tickfont")))
        : Math.Clamp(axis.Length / (axis.IsX ? 80 : 40), 4, 9) + 1;

    private static Tick[] Given(Axis axis)
    {
        var values = axis.Style["tickvals"].Items.ToArray();
        var texts = axis.Style["ticktext"].Items.Select(Node.TextOf).ToArray();
        return [.. values.Select((value, i) => new Tick(
                axis.Spot(value, isPlace: false),
                i < texts.Length ? texts[i] ?? "" : Label(axis.Style, Node.NumberOf(value), Node.TextOf(value) ?? "")))
            .Where(tick => IsInside(axis, tick.Place))];
    }

    private static Tick[] Categories(Axis axis, double low, double high, double step) =>
        [.. axis.Categories.Select((name, i) => new Tick(i, name)).Where(tick => tick.Place % step == 0 && tick.Place >= low - 1e-9 && tick.Place <= high + 1e-9)];

    private static IReadOnlyList<Tick> Logarithmic(Node style, double low, double high, double rough)
    {
        if (rough > 0.7)
            return Powers(style, low, high, Math.Ceiling(rough));
        if (high - low < 1)
        {
            // less than a decade: even steps of the value itself
            var (from, to) = (Math.Pow(10, low), Math.Pow(10, high));
            var step = Step((to - from) / (1.5 * (high - low) / rough));
            return [.. Linear(style, from, to, step).Where(tick => tick.Place > 0).Select(tick => tick with { Place = Math.Log10(tick.Place) })];
        }
        int[] digits = rough > 0.3 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var ticks = Enumerable.Range((int)Math.Floor(low), (int)(Math.Ceiling(high) - Math.Floor(low)) + 1)
            .SelectMany(power => digits.Select(digit => digit == 1
                ? new Tick(power, Label(style, Math.Pow(10, power), TickFormat.Power(power)))
                : new Tick(power + Math.Log10(digit), digit.ToString(System.Globalization.CultureInfo.InvariantCulture), true)));
        return [.. ticks.Where(tick => tick.Place >= low - 1e-4 * (high - low) && tick.Place <= high + 1e-4 * (high - low))];
    }

    private static Tick[] Powers(Node style, double low, double high, double step)
    {
        var first = Math.Ceiling(low / step - 1e-6) * step;
        var count = Math.Clamp(Math.Floor((high - first) / step + 1e-6) + 1, 0, Most);
        return [.. Enumerable.Range(0, (int)count).Select(i => first + i * step)
            .Select(power => new Tick(power, Label(style, Math.Pow(10, power), TickFormat.Power((int)Math.Round(power)))))];
    }

    private static string Label(Node style, double value, string otherwise)
    {
        var label = style["tickformat"].Text() is { Length: > 0 } format ? TickFormat.D3(value, format) : otherwise;
        return style["tickprefix"].Text("") + label + style["ticksuffix"].Text("");
    }

    private static bool IsInside(Axis axis, double place)
    {
        var share = (place - axis.Range.Start) / (axis.Range.End - axis.Range.Start);
        return share is > -1e-4 and < 1.0001;
    }
}
