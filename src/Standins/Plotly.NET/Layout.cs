using DynamicObj;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;

namespace Plotly.NET;

/// <summary>All of a chart that is not in its traces: size, title, axes, legend, shapes.</summary>
public class Layout : DynamicObj.DynamicObj
{
    private static readonly string[] Lists = ["annotations", "shapes"];

    /// <typeparam name="THidden">Of an argument that the package has beside these.</typeparam>
    /// <param name="Title">Of the chart.</param>
    /// <param name="ShowLegend">By default there is one for two traces or more.</param>
    /// <param name="Margin">Around the plot.</param>
    /// <param name="Width">In pixels.</param>
    /// <param name="Height">In pixels.</param>
    /// <param name="Font">Of all texts.</param>
    /// <param name="PaperBGColor">Behind all.</param>
    /// <param name="PlotBGColor">Behind the plot.</param>
    /// <param name="Colorway">The colours that traces take in turn.</param>
    /// <param name="BarGap">Between bars, as a fraction.</param>
    /// <param name="BarMode">Bars of several traces: side by side, stacked, overlaid.</param>
    /// <param name="BoxMode">Boxes of several traces: side by side or overlaid.</param>
    /// <param name="Annotations">Texts.</param>
    /// <param name="Shapes">Lines and boxes.</param>
    public static Layout init<THidden>(
        Optional<Title> Title = default, Optional<bool> ShowLegend = default, Optional<Margin> Margin = default,
        Optional<int> Width = default, Optional<int> Height = default, Optional<Font> Font = default,
        Optional<Color> PaperBGColor = default, Optional<Color> PlotBGColor = default, Optional<Color> Colorway = default,
        Optional<double> BarGap = default, Optional<StyleParam.BarMode> BarMode = default,
        Optional<StyleParam.BoxMode> BoxMode = default, Optional<IEnumerable<Annotation>> Annotations = default,
        Optional<IEnumerable<Shape>> Shapes = default)
        where THidden : IConvertible =>
        new Layout()
            .With("title", Title).With("showlegend", ShowLegend).With("margin", Margin).With("width", Width)
            .With("height", Height).With("font", Font).With("paper_bgcolor", PaperBGColor)
            .With("plot_bgcolor", PlotBGColor).With("colorway", Colorway).With("bargap", BarGap)
            .With("barmode", BarMode).With("boxmode", BoxMode).With("annotations", Annotations).With("shapes", Shapes);

    internal IReadOnlyList<DynamicObj.DynamicObj> List(string name) =>
        [.. Get(name) as IEnumerable<DynamicObj.DynamicObj> ?? []];

    // Lists grow; of everything else the second's wins.
    internal void Add(Layout second)
    {
        var lists = Lists.ToDictionary(name => name, name => List(name).Concat(second.List(name)).ToArray());
        Combine(this, second);
        foreach (var (name, items) in lists.Where(list => list.Value.Length > 0))
            SetValue(name, items);
    }

    /// <summary>Styles an axis; it is there afterwards.</summary>
    internal void AddAxis(string name, LinearAxis axis)
    {
        if (Get(name) is LinearAxis present)
            Combine(present, axis);
        else
            SetValue(name, axis);
    }

    /// <summary>Takes all axes of a letter out and hands back the first one.</summary>
    internal LinearAxis TakeAxes(string letter)
    {
        var first = Get($"{letter}axis") as LinearAxis ?? new LinearAxis();
        foreach (var name in Properties.Keys.Where(name => name.StartsWith($"{letter}axis", StringComparison.Ordinal)).ToArray())
            Remove(name);
        return first;
    }
}
