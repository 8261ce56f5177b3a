using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET.LayoutObjects;

/// <summary>Around the plot, in pixels.</summary>
public class Margin : DynamicObj.DynamicObj
{
    public static Margin init<TLeft, TRight, TTop, TBottom, TPad, TAuto>(
        Optional<TLeft> Left = default, Optional<TRight> Right = default, Optional<TTop> Top = default,
        Optional<TBottom> Bottom = default, Optional<TPad> Pad = default, Optional<TAuto> Autoexpand = default) =>
        new Margin()
            .With("l", Left).With("r", Right).With("t", Top).With("b", Bottom).With("pad", Pad)
            .With("autoexpand", Autoexpand);
}
