using Ssl4Asd.Notebooks.Rendering.Svg;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Rendering;

/// <summary>A chart in the forms that front ends choose from.</summary>
public static class ChartBundle
{
    /// <summary>For front ends that bring plotly.js themselves.</summary>
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    /// <summary>The chart's data, layout and config as JSON; numbers that are not finite are null.</summary>
    public static string Json(GenericChart chart) => Figure.Of(chart).Json;

    /// <summary>
    /// The chart as a picture, and a script that puts the interactive chart in its place where the page has plotly.js, now or later.
    /// The picture stays where there is none, where scripts do not run, and where plotly.js fails.
    /// </summary>
    public static string Html(GenericChart chart)
    {
        var figure = Figure.Of(chart);
        var id = $"chart-{Guid.NewGuid():N}";
        return $$"""
            <div data-chart="{{id}}" style="max-width:100%;overflow-x:auto">
            {{SvgChart.Of(figure, id)}}
            </div>
            <script>
            (function () {
              var figure = {{figure.Json.Replace("<", "\\u003c", StringComparison.Ordinal)}};
              function draw() {
                document.querySelectorAll('[data-chart="{{id}}"]').forEach(function (holder) {
                  var picture = holder.querySelector("svg");
                  if (!picture || holder.querySelector(".js-plotly-plot")) return;
                  var copy = JSON.parse(JSON.stringify(figure)), chart = document.createElement("div");
                  if (holder.clientWidth && holder.clientWidth < copy.layout.width) copy.layout.width = holder.clientWidth;
                  function keepPicture() { chart.remove(); picture.style.display = ""; }
                  picture.style.display = "none";
                  holder.appendChild(chart);
                  var tools = window.matchMedia("(hover: none)").matches ? false : "hover"; // where nothing hovers they would lie on the title for good
                  try {
                    Promise.resolve(window.Plotly.newPlot(chart, copy.data, copy.layout, Object.assign({displaylogo: false, displayModeBar: tools}, copy.config)))
                      .then(function () { picture.remove(); }, keepPicture);
                  } catch (error) { keepPicture(); }
                });
              }
              if (window.Plotly) draw(); else (window.ssl4asdCharts = window.ssl4asdCharts || []).push(draw);
            })();
            </script>
            """;
    }

    /// <summary>One line: title, kinds of trace, titles of the axes.</summary>
    public static string Text(GenericChart chart) => Figure.Of(chart).Description;
}
