using DynamicObj;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;
using Properties = DynamicObj.DynamicObj;

namespace Plotly.NET;

/// <summary>What charts look like where they do not say.</summary>
public class Template : Properties
{
    internal Template(Layout layout, params (string Trace, Properties Style)[] traces)
    {
        var data = new Properties();
        foreach (var (trace, style) in traces)
            data.SetValue(trace, new[] { style });
        this.WithValue("layout", layout).WithValue("data", data);
    }
}

/// <summary>The part of the package's templates that matters to charts with x and y axes.</summary>
public static class ChartTemplates
{
    /// <summary>On white, with axis lines.</summary>
    public static Template light { get; } = Light();

    /// <summary>The default: white grid lines on pale blue.</summary>
    public static Template plotly { get; } = Plotly();

    private static Template Light()
    {
        var white = Color.fromString("white");
        return new Template(new Layout()
            .WithValue("paper_bgcolor", white).WithValue("plot_bgcolor", white)
            .WithValue("xaxis", LightAxis()).WithValue("yaxis", LightAxis()));
    }

    private static LinearAxis LightAxis() => new LinearAxis().WithValue("showline", true).WithValue("zeroline", true);

    internal static Template Plotly()
    {
        var ink = Color.fromHex("#2a3f5f");
        var plot = Color.fromHex("#E5ECF6");
        string[] sequential =
        [
            "#0d0887", "#46039f", "#7201a8", "#9c179e", "#bd3786", "#d8576b", "#ed7953", "#fb9f3a", "#fdca26", "#f0f921",
        ];
        string[] diverging =
        [
            "#8e0152", "#c51b7d", "#de77ae", "#f1b6da", "#fde0ef", "#f7f7f7", "#e6f5d0", "#b8e186", "#7fbc41", "#4d9221", "#276419",
        ];
        string[] colorway =
        [
            "#636efa", "#EF553B", "#00cc96", "#ab63fa", "#FFA15A", "#19d3f3", "#FF6692", "#B6E880", "#FF97FF", "#FECB52",
        ];
        var layout = new Layout()
            .WithValue("title", new Title().WithValue("x", 0.05))
            .WithValue("font", new Font().WithValue("color", ink))
            .WithValue("paper_bgcolor", Color.fromRGB(255, 255, 255))
            .WithValue("plot_bgcolor", plot)
            .WithValue("autotypenumbers", "strict")
            .WithValue("colorscale", new Properties()
                .WithValue("diverging", Evenly(diverging))
                .WithValue("sequential", Evenly(sequential)).WithValue("sequentialminus", Evenly(sequential)))
            .WithValue("hovermode", "closest")
            .WithValue("hoverlabel", new Properties().WithValue("align", "left"))
            .WithValue("coloraxis", new Properties().WithValue("colorbar", Bar()))
            .WithValue("xaxis", PlotlyAxis()).WithValue("yaxis", PlotlyAxis())
            .WithValue("annotationdefaults", new Annotation()
                .WithValue("arrowcolor", "#2a3f5f").WithValue("arrowhead", 0).WithValue("arrowwidth", 1))
            .WithValue("shapedefaults", new Shape().WithValue("line", new Line().WithValue("color", ink)))
            .WithValue("colorway", Color.fromColors(colorway.Select(Color.fromHex)));
        var pattern = new Properties().WithValue("fillmode", "overlay").WithValue("size", 10).WithValue("solidity", 0.2);
        var error = new Properties().WithValue("color", ink);
        return new Template(
            layout,
            ("bar", new Properties()
                .WithValue("marker", new Marker()
                    .WithValue("line", new Line().WithValue("color", plot).WithValue("width", 0.5)).WithValue("pattern", pattern))
                .WithValue("error_x", error).WithValue("error_y", error)),
            ("heatmap", new Properties().WithValue("colorbar", Bar()).WithValue("colorscale", Evenly(sequential))),
            ("histogram", new Properties().WithValue("marker", new Marker().WithValue("pattern", pattern))),
            ("scatter", new Properties().WithValue("marker", new Marker().WithValue("colorbar", Bar()))));
    }

    private static LinearAxis PlotlyAxis()
    {
        var white = Color.fromRGB(255, 255, 255);
        return new LinearAxis()
            .WithValue("title", new Title().WithValue("standoff", 15)).WithValue("ticks", "")
            .WithValue("automargin", "height+width+left+right+top+bottom")
            .WithValue("linecolor", white).WithValue("gridcolor", white)
            .WithValue("zerolinecolor", white).WithValue("zerolinewidth", 2.0);
    }

    private static ColorBar Bar() => new ColorBar().WithValue("outlinewidth", 0.0).WithValue("ticks", "");

    private static object[][] Evenly(string[] colors) =>
        [.. colors.Select((color, i) => new object[] { (double)i / (colors.Length - 1), color })];
}
