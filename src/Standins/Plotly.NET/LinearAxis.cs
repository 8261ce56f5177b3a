using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET.LayoutObjects;

/// <summary>
/// An x or y axis. Type arguments without an argument here belong to arguments that the package has beside these.
/// </summary>
public class LinearAxis : DynamicObj.DynamicObj
{
    /// <param name="Color">Of line, ticks, labels and grid together.</param>
    /// <param name="Title">Beside the axis.</param>
    /// <param name="AxisType">Linear, logarithmic, categories.</param>
    /// <param name="AutoRange">Reversed turns the axis round.</param>
    /// <param name="Range">In powers of ten if the axis is logarithmic.</param>
    /// <param name="NTicks">At most so many.</param>
    /// <param name="Tick0">The first tick.</param>
    /// <param name="DTick">Between ticks.</param>
    /// <param name="TickVals">Where ticks are.</param>
    /// <param name="TickText">What stands at <paramref name="TickVals"/>.</param>
    /// <param name="ShowTickLabels">Whether ticks have labels.</param>
    /// <param name="TickFont">Of the labels.</param>
    /// <param name="TickAngle">Of the labels, in degrees.</param>
    /// <param name="TickSuffix">Behind each number.</param>
    /// <param name="TickFormat">As d3 writes formats.</param>
    /// <param name="ShowLine">Whether the axis itself is drawn.</param>
    /// <param name="ShowGrid">Whether grid lines are drawn.</param>
    /// <param name="ZeroLine">Whether a line is drawn at zero.</param>
    public static LinearAxis init<TMax, TMin, TTick0, TDTick, TVal, TText, TCategory, TRevision>(
        Optional<Color> Color = default, Optional<Title> Title = default,
        Optional<StyleParam.AxisType> AxisType = default, Optional<StyleParam.AutoRange> AutoRange = default,
        Optional<StyleParam.Range> Range = default, Optional<int> NTicks = default, Optional<TTick0> Tick0 = default,
        Optional<TDTick> DTick = default, Optional<IEnumerable<TVal>> TickVals = default,
        Optional<IEnumerable<TText>> TickText = default, Optional<bool> ShowTickLabels = default,
        Optional<Font> TickFont = default, Optional<int> TickAngle = default, Optional<string> TickSuffix = default,
        Optional<string> TickFormat = default, Optional<bool> ShowLine = default, Optional<bool> ShowGrid = default,
        Optional<bool> ZeroLine = default)
        where TMax : IConvertible
        where TMin : IConvertible
        where TTick0 : IConvertible
        where TDTick : IConvertible
        where TVal : IConvertible
        where TText : IConvertible
        where TCategory : IConvertible
        where TRevision : IConvertible =>
        new LinearAxis()
            .With("color", Color).With("title", Title).With("type", AxisType).With("autorange", AutoRange)
            .With("range", Range).With("nticks", NTicks).With("tick0", Tick0).With("dtick", DTick)
            .With("tickvals", TickVals).With("ticktext", TickText).With("showticklabels", ShowTickLabels)
            .With("tickfont", TickFont).With("tickangle", TickAngle).With("ticksuffix", TickSuffix)
            .With("tickformat", TickFormat).With("showline", ShowLine).With("showgrid", ShowGrid)
            .With("zeroline", ZeroLine);
}
