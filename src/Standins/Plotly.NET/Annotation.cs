using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET.LayoutObjects;

/// <summary>
/// A text in the plot. Type arguments without an argument here belong to arguments that the package has beside these.
/// </summary>
public class Annotation : DynamicObj.DynamicObj
{
    /// <param name="X">Where it points to.</param>
    /// <param name="Y">Where it points to.</param>
    /// <param name="AX">From there to the text, in pixels.</param>
    /// <param name="AY">From there to the text, in pixels.</param>
    /// <param name="BGColor">Behind the text.</param>
    /// <param name="Font">Of the text.</param>
    /// <param name="ShowArrow">Without, the text stands at (X, Y) itself.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="TextAngle">In degrees.</param>
    /// <param name="XAnchor">Which side of the text is meant.</param>
    /// <param name="XRef">An axis (x, x2, …), or "paper": fractions of the plot.</param>
    /// <param name="YAnchor">Which side of the text is meant.</param>
    /// <param name="YRef">An axis (y, y2, …), or "paper": fractions of the plot.</param>
    public static Annotation init<TX, TY, TAX, TAXRef, TAY, TAYRef, TXClick, TXRef, TYClick, TYRef>(
        Optional<TX> X = default, Optional<TY> Y = default, Optional<TAX> AX = default, Optional<TAY> AY = default,
        Optional<Color> BGColor = default, Optional<Font> Font = default, Optional<bool> ShowArrow = default,
        Optional<string> Text = default, Optional<double> TextAngle = default,
        Optional<StyleParam.XAnchorPosition> XAnchor = default, Optional<TXRef> XRef = default,
        Optional<StyleParam.YAnchorPosition> YAnchor = default, Optional<TYRef> YRef = default)
        where TX : IConvertible
        where TY : IConvertible
        where TAX : IConvertible
        where TAXRef : IConvertible
        where TAY : IConvertible
        where TAYRef : IConvertible
        where TXClick : IConvertible
        where TXRef : IConvertible
        where TYClick : IConvertible
        where TYRef : IConvertible =>
        new Annotation()
            .With("x", X).With("y", Y).With("ax", AX).With("ay", AY).With("bgcolor", BGColor).With("font", Font)
            .With("showarrow", ShowArrow).With("text", Text).With("textangle", TextAngle)
            .With("xanchor", XAnchor).With("xref", XRef).With("yanchor", YAnchor).With("yref", YRef);
}
