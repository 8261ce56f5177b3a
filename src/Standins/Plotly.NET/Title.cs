using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET;

public class Title : DynamicObj.DynamicObj
{
    public static Title init(
        Optional<string> Text = default, Optional<Font> Font = default, Optional<double> X = default,
        Optional<double> Y = default) =>
        new Title().With("text", Text).With("font", Font).With("x", X).With("y", Y);
}
