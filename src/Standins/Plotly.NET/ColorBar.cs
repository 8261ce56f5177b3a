using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET;

public class ColorBar : DynamicObj.DynamicObj
{
    /// <typeparam name="TText">Of <paramref name="TickText"/>.</typeparam>
    /// <typeparam name="TValue">Of <paramref name="TickVals"/>.</typeparam>
    /// <param name="Len">As a fraction of the plot.</param>
    /// <param name="Thickness">In pixels.</param>
    /// <param name="TickFormat">As d3 writes formats.</param>
    /// <param name="TickSuffix">Behind each number.</param>
    /// <param name="TickText">What stands at <paramref name="TickVals"/>.</param>
    /// <param name="TickVals">Where ticks are.</param>
    /// <param name="Title">Above the bar.</param>
    /// <param name="X">As a fraction of the plot.</param>
    /// <param name="Y">As a fraction of the plot.</param>
    public static ColorBar init<TText, TValue>(
        Optional<double> Len = default, Optional<double> Thickness = default, Optional<string> TickFormat = default,
        Optional<string> TickSuffix = default, Optional<IEnumerable<TText>> TickText = default,
        Optional<IEnumerable<TValue>> TickVals = default, Optional<Title> Title = default,
        Optional<double> X = default, Optional<double> Y = default)
        where TText : IConvertible
        where TValue : IConvertible =>
        new ColorBar()
            .With("len", Len).With("thickness", Thickness).With("tickformat", TickFormat).With("ticksuffix", TickSuffix)
            .With("ticktext", TickText).With("tickvals", TickVals).With("title", Title).With("x", X).With("y", Y);
}
