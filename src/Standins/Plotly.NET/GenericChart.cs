namespace Plotly.NET;

/// <summary>Traces with their layout. Whatever styles a chart changes it and hands it back.</summary>
public sealed class GenericChart
{
    internal GenericChart(IEnumerable<Trace> traces, Layout layout, DynamicObj.DynamicObj config)
    {
        Traces = [.. traces];
        Layout = layout;
        Config = config;
    }

    internal Trace[] Traces { get; }

    internal Layout Layout { get; }

    internal DynamicObj.DynamicObj Config { get; }

    public static Layout getLayout(GenericChart gChart) => gChart.Layout;

    /// <summary>The traces of all charts in the layout of the first, to which the other layouts are added.</summary>
    /// <exception cref="ArgumentException">There are no charts.</exception>
    public static GenericChart combine(IEnumerable<GenericChart> gCharts)
    {
        GenericChart[] charts = [.. gCharts];
        if (charts.Length == 0)
            throw new ArgumentException("The input sequence was empty.", nameof(gCharts));
        var first = charts[0];
        foreach (var chart in charts.Skip(1))
        {
            first.Layout.Add(chart.Layout);
            DynamicObj.DynamicObj.Combine(first.Config, chart.Config);
        }
        return charts.Length == 1 ? first : new GenericChart(charts.SelectMany(chart => chart.Traces), first.Layout, first.Config);
    }

    /// <summary>JSON of <c>data</c>, <c>layout</c> and <c>config</c>.</summary>
    public static string toJson(GenericChart gChart) =>
        $$"""{"data":{{Json.Of(gChart.Traces)}},"layout":{{Json.Of(gChart.Layout)}},"config":{{Json.Of(gChart.Config)}}}""";

    /// <summary>JSON of <c>data</c>, <c>layout</c> and no <c>frames</c>.</summary>
    public static string toFigureJson(GenericChart gChart) =>
        $$"""{"data":{{Json.Of(gChart.Traces)}},"layout":{{Json.Of(gChart.Layout)}},"frames":[]}""";

    /// <summary>A div and the script that draws into it, for a page that has plotly.js.</summary>
    public static string toChartHTML(GenericChart gChart) => $"<div>{ChartHtml.Of(gChart)}</div>";

    /// <summary>A page that takes plotly.js from the web.</summary>
    public static string toEmbeddedHTML(GenericChart gChart) => ChartHtml.Page(gChart);

    internal static GenericChart Of(IEnumerable<Trace> traces, bool useDefaults)
    {
        var layout = new Layout();
        var config = new DynamicObj.DynamicObj();
        if (useDefaults)
        {
            layout.SetValue("width", 600);
            layout.SetValue("height", 600);
            layout.SetValue("template", ChartTemplates.Plotly());
            config.SetValue("responsive", true);
        }
        return new GenericChart(traces, layout, config);
    }
}
