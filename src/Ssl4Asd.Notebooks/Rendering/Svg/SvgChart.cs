namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Draws a figure as plotly.js would, without a script.</summary>
internal static class SvgChart
{
    /// <param name="figure">What to draw.</param>
    /// <param name="id">The beginning of the ids in the picture, which are to be unique in the page.</param>
    public static string Of(Figure figure, string id)
    {
        var (width, height) = (figure.Layout["width"].Number(700), figure.Layout["height"].Number(450));
        var svg = new SvgWriter();
        svg.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("width", width), ("height", height), ("viewBox", $"0 0 {width} {height}"), ("id", id));
        svg.Element("text", RichText.Svg(figure.Description), ("x", 20.0), ("y", 40.0));
        svg.Close("svg");
        return svg.ToString();
    }
}
