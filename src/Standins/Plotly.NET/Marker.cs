using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET.TraceObjects;

/// <summary>The points of a scatter trace, or the bars or boxes of another.</summary>
public class Marker : DynamicObj.DynamicObj
{
    public static Marker init(
        Optional<double> CMax = default, Optional<double> CMin = default, Optional<Color> Color = default,
        Optional<ColorBar> ColorBar = default, Optional<StyleParam.Colorscale> Colorscale = default,
        Optional<Line> Outline = default, Optional<double> Opacity = default, Optional<bool> ReverseScale = default,
        Optional<bool> ShowScale = default, Optional<int> Size = default, Optional<IEnumerable<int>> MultiSize = default,
        Optional<StyleParam.MarkerSymbol> Symbol = default) =>
        new Marker()
            .With("cmax", CMax).With("cmin", CMin).With("color", Color).With("colorbar", ColorBar)
            .With("colorscale", Colorscale).With("line", Outline).With("opacity", Opacity)
            .With("reversescale", ReverseScale).With("showscale", ShowScale)
            .With("size", Size).With("size", MultiSize).With("symbol", Symbol);
}
