using System.Net;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Rendering;

/// <summary>A chart in the forms that front ends choose from.</summary>
public static class ChartBundle
{
    /// <summary>For front ends that bring plotly.js themselves.</summary>
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    /// <summary>What <see cref="Html"/> shows where scripts do not run; notebooks/pages.py puts a picture in its place.</summary>
    public const string WithoutScripts = "<p>This chart needs JavaScript (in a notebook: trust it, or run it); notebooks/run.sh --pictures makes pages with pictures.</p>";

    /// <summary>The chart's data, layout and config as JSON; numbers that are not finite are null.</summary>
    public static string Json(GenericChart chart) => new Figure(chart).Json;

    /// <summary>
    /// A script that draws the chart where the page has plotly.js, now or later, and <see cref="WithoutScripts"/>, which stays where there is none,
    /// where scripts do not run, and where plotly.js fails.
    /// </summary>
    public static string Html(GenericChart chart)
    {
        var figure = new Figure(chart);
        var id = $"chart-{Guid.NewGuid():N}";
        return $$"""
            <div data-chart="{{id}}" role="figure" aria-label="{{WebUtility.HtmlEncode(figure.Description)}}" style="max-width:100%;overflow-x:auto">
            {{WithoutScripts}}
            </div>
            <script>
            (function () {
              var figure = {{figure.Json.Replace("<", "\\u003c", StringComparison.Ordinal)}};
              function holders() { return Array.from(document.querySelectorAll('[data-chart="{{id}}"]')); }
              function draw() {
                holders().forEach(function (holder) {
                  if (holder.querySelector(".js-plotly-plot")) return;
                  var instead = holder.firstElementChild, copy = JSON.parse(JSON.stringify(figure)), chart = document.createElement("div");
                  if (holder.clientWidth && holder.clientWidth < copy.layout.width) copy.layout.width = holder.clientWidth;
                  function giveUp() { chart.remove(); instead.style.display = ""; }
                  instead.style.display = "none";
                  holder.appendChild(chart);
                  var tools = window.matchMedia("(hover: none)").matches ? false : "hover"; // where nothing hovers they would lie on the title for good
                  try {
                    Promise.resolve(window.Plotly.newPlot(chart, copy.data, copy.layout, Object.assign({displaylogo: false, displayModeBar: tools}, copy.config)))
                      .then(function () { instead.remove(); }, giveUp);
                  } catch (error) { giveUp(); }
                });
              }
              if (window.Plotly) return draw();
              (window.ssl4asdCharts = window.ssl4asdCharts || []).push(draw);
              holders().forEach(function (holder) {
                if (holder.querySelector("p")) holder.querySelector("p").textContent = "This chart waits for plotly.js: run the first code cell of the notebook.";
              });
            })();
            </script>
            """;
    }

    /// <summary>One line: title, kinds of trace, titles of the axes.</summary>
    public static string Text(GenericChart chart) => new Figure(chart).Description;
}
