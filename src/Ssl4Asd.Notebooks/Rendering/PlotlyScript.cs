using System.IO.Compression;

namespace Ssl4Asd.Notebooks.Rendering;

/// <summary>plotly.js as HTML that defines <c>window.Plotly</c> unless the page has it; see PlotlyJs/README.md.</summary>
public sealed class PlotlyScript
{
    private static readonly Lazy<string> Source = new(Unpack);

    /// <summary>A script element of 1.5 MB.</summary>
    /// <remarks>
    /// RequireJS and CommonJS are hidden from the script, or it would hand itself to them. Charts that came before it have left word
    /// in <c>ssl4asdCharts</c>, see <see cref="ChartBundle"/>.
    /// </remarks>
    public string Html { get; } =
        $$"""
        <script>
        if (!window.Plotly) (function (define, module, exports, require) {
        {{Source.Value}}
        }).call(window);
        (window.ssl4asdCharts || []).splice(0).forEach(function (draw) { draw(); });
        </script>
        """;

    /// <inheritdoc/>
    public override string ToString() => "plotly.js: charts below can be zoomed and moved.";

    private static string Unpack()
    {
        using var resource = typeof(PlotlyScript).Assembly.GetManifestResourceStream("plotly.js.br")!;
        using var reader = new StreamReader(new BrotliStream(resource, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
