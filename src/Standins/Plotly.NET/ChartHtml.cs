namespace Plotly.NET;

internal static class ChartHtml
{
    private const string PlotlyJs = "https://cdn.plot.ly/plotly-2.27.1.min.js";

    public static string Of(GenericChart chart)
    {
        var id = Guid.NewGuid().ToString();
        var function = $"renderPlotly_{id.Replace("-", "")}";
        return $$"""
            <div id="{{id}}"></div>
            <script type="text/javascript">
            var {{function}} = function() {
                var data = {{Json.Of(chart.Traces)}};
                var layout = {{Json.Of(chart.Layout)}};
                var config = {{Json.Of(chart.Config)}};
                Plotly.newPlot('{{id}}', data, layout, config);
            };
            {{function}}();
            </script>
            """;
    }

    public static string Page(GenericChart chart) =>
        $"""
        <!DOCTYPE html>
        <html>
        <head><meta charset="UTF-8"><title>Plotly.NET Datavisualization</title><script src="{PlotlyJs}" charset="utf-8"></script></head>
        <body>{Of(chart)}</body>
        </html>
        """;
}
