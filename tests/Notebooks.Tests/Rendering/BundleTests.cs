using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Notebooks.Rendering;
using Chart = Plotly.NET.CSharp.Chart;
using GenericChart = Plotly.NET.GenericChart;

namespace Notebooks.Tests.Rendering;

[Collection(nameof(Formatter))]
public class BundleTests
{
    private static GenericChart Chart1(string title = "a") =>
        TrainingCharts.Lines([("one", [0, 1], [1, double.NaN])], "x (s)", "y (m)", title: title);

    [Fact]
    public void A_chart_is_shown_in_three_forms()
    {
        ChartDisplay.Register();
        Assert.Equal(
            ["application/vnd.plotly.v1+json", "text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(GenericChart)).Order(StringComparer.Ordinal));
        // the package's charts are of types derived from it
        Assert.Equal(3, Formatter.GetPreferredMimeTypesFor(Chart1().GetType()).Count);
        using var json = JsonDocument.Parse(Chart1().ToDisplayString("application/vnd.plotly.v1+json"));
        Assert.Equal("scatter", json.RootElement.GetProperty("data")[0].GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("data")[0].GetProperty("y")[1].ValueKind);
        Assert.Contains("data-chart", Chart1().ToDisplayString("text/html"));
        Assert.Equal("a; scatter trace; x: x (s); y: y (m)", Chart1().ToDisplayString("text/plain"));
    }

    [Fact]
    public void What_the_package_leaves_of_numbers_that_are_not_finite_is_mended()
    {
        Assert.Contains("\"NaN\"", GenericChart.toJson(Chart1())); // as a text: plotly.js would take the column for names
        Assert.Contains(",null]", ChartBundle.Json(Chart1()));
    }

    [Fact]
    public void A_reset_is_mended_by_registering_again()
    {
        ChartDisplay.Register();
        Formatter.ResetToDefault();
        ChartDisplay.Register();
        Assert.Contains("application/vnd.plotly.v1+json", Formatter.GetPreferredMimeTypesFor(typeof(GenericChart)));
        Assert.Contains("data-chart", Chart1().ToDisplayString("text/html"));
    }

    [Fact]
    public void The_script_cannot_be_left_from_within()
    {
        var html = ChartBundle.Html(Chart1("</script><!-- <script>"));
        Assert.Single(Regex.Matches(html, "<script", RegexOptions.IgnoreCase));
        Assert.Single(Regex.Matches(html, "</script", RegexOptions.IgnoreCase));
        Assert.DoesNotContain("<!--", html);
        Assert.Contains("&lt;/script&gt;", html);
    }

    [Fact]
    public void Without_scripts_a_line_says_what_is_needed() =>
        Assert.Contains($">\n{ChartBundle.WithoutScripts}\n</div>", ChartBundle.Html(Chart1()).ReplaceLineEndings("\n"));

    [Fact]
    public void Each_showing_has_its_own_id()
    {
        var chart = Chart1();
        string Id(string html) => Regex.Match(html, "data-chart=\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEqual(Id(ChartBundle.Html(chart)), Id(ChartBundle.Html(chart)));
    }

    [Fact]
    public void The_text_names_kinds_and_axes()
    {
        Assert.Equal(
            "2 scatter traces; x: time (s); x: frequency (Hz); y: amplitude (1 = full scale); y: level (dBFS)",
            ChartBundle.Text(SoundCharts.Beside(SoundCharts.Waveform(Sample.Noise(10)), SoundCharts.Spectrum(Sample.Noise(10))))[7..]);
        Assert.StartsWith("a b; scatter trace; ", ChartBundle.Text(Chart1("a<br><b>b</b>")), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_columns_lose_their_names_of_numbers()
    {
        var chart = Chart.Point<double, double, string>([1], [double.NegativeInfinity], Name: "NaN", MultiText: new[] { "NaN" });
        using var json = JsonDocument.Parse(ChartBundle.Json(chart));
        var trace = json.RootElement.GetProperty("data")[0];
        Assert.Equal(JsonValueKind.Null, trace.GetProperty("y")[0].ValueKind);
        Assert.Equal("NaN", trace.GetProperty("name").GetString());
        Assert.Equal("NaN", trace.GetProperty("text")[0].GetString());
    }

    [Fact]
    public void The_script_of_plotly_is_whole_and_small_in_the_library()
    {
        var script = ChartDisplay.Script();
        Assert.Contains("plotly.js (cartesian - minified) v4.1.1", script.Html);
        Assert.Contains("Licensed under the MIT license", script.Html);
        Assert.Single(Regex.Matches(script.Html, "</script", RegexOptions.IgnoreCase));
        Assert.True(script.ToString().Length < 100);
        using var resource = typeof(ChartDisplay).Assembly.GetManifestResourceStream("plotly.js.br")!;
        Assert.True(resource.Length < 600_000, $"{resource.Length}");
        ChartDisplay.Register();
        Assert.Equal(script.Html, script.ToDisplayString("text/html"));
        Assert.Equal(script.ToString(), script.ToDisplayString("text/plain"));
    }
}
