using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET;

public class Font : DynamicObj.DynamicObj
{
    /// <param name="Size">In pixels.</param>
    /// <param name="Color">Of the letters.</param>
    public static Font init(Optional<double> Size = default, Optional<Color> Color = default) =>
        new Font().With("size", Size).With("color", Color);
}
