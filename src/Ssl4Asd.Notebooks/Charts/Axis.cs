using Plotly.NET.LayoutObjects;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>An x or y axis: no axis without a title, and no title of numbers without its unit in brackets.</summary>
/// <param name="Title">What is measured and its unit: <c>time (s)</c>; names have none: <c>machine type</c>.</param>
internal sealed record Axis(string Title)
{
    /// <summary>Whether equal distances are equal factors.</summary>
    public bool Log { get; init; }

    /// <summary>What is shown, in the axis' own numbers; all data where null.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Whether the axis holds names; they are shown in their order, on y from the top.</summary>
    public bool Names { get; init; }

    /// <summary>Whether there are tick labels.</summary>
    public bool Labels { get; init; } = true;

    internal LinearAxis ToLinearAxis(bool isY)
    {
        var title = new Plotly.NET.Title().With("text", Title).With("standoff", 8); // clear of the labels, however long they are
        var axis = new LinearAxis()
            .With("title", title).With("showline", true).With("zeroline", false).With("showgrid", !Names && Labels).With("showticklabels", Labels)
            .With("linecolor", Marks.Ink).With("gridcolor", "#e6e6e6").With("automargin", true);
        if (Names)
            axis.With("type", "category");
        if (Names && isY)
            axis.With("autorange", "reversed");
        if (Log)
            axis.With("type", "log").With("nticks", 6); // more would name each of 2 … 9, on top of each other
        if (Range is var (low, high))
            axis.With("range", Log ? [Math.Log10(low), Math.Log10(high)] : new[] { low, high });
        return axis;
    }
}
