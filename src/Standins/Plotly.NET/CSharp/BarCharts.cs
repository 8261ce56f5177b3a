using DynamicObj;
using Plotly.NET.TraceObjects;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>Upright bars.</summary>
    public static GenericChart Column<ValuesType, KeysType, TextType>(
        IEnumerable<ValuesType> values, Optional<IEnumerable<KeysType>> Keys = default,
        Optional<string> Name = default, Optional<bool> ShowLegend = default, Optional<double> Opacity = default,
        Optional<TextType> Text = default, Optional<IEnumerable<TextType>> MultiText = default,
        Optional<Color> MarkerColor = default, Optional<Marker> Marker = default,
        Optional<StyleParam.TextPosition> TextPosition = default, Optional<bool> UseDefaults = default,
        Optional<ValuesType> Base = default, Optional<ValuesType> Width = default)
        where ValuesType : IConvertible
        where KeysType : IConvertible
        where TextType : IConvertible =>
        Bars(
            "v", new Trace("bar").With("x", Keys).WithValue("y", values), Name, ShowLegend, Opacity, Text, MultiText, MarkerColor,
            Marker, TextPosition, UseDefaults, Base, Width);

    /// <summary>Upright bars that stand on each other when charts are combined.</summary>
    public static GenericChart StackedColumn<ValuesType, KeysType, TextType>(
        IEnumerable<ValuesType> values, Optional<IEnumerable<KeysType>> Keys = default,
        Optional<string> Name = default, Optional<bool> ShowLegend = default, Optional<double> Opacity = default,
        Optional<TextType> Text = default, Optional<IEnumerable<TextType>> MultiText = default,
        Optional<Color> MarkerColor = default, Optional<Marker> Marker = default,
        Optional<StyleParam.TextPosition> TextPosition = default, Optional<bool> UseDefaults = default,
        Optional<ValuesType> Base = default, Optional<ValuesType> Width = default)
        where ValuesType : IConvertible
        where KeysType : IConvertible
        where TextType : IConvertible
    {
        var chart = Column(
            values, Keys: Keys, Name: Name, ShowLegend: ShowLegend, Opacity: Opacity, Text: Text,
            MultiText: MultiText, MarkerColor: MarkerColor, Marker: Marker, TextPosition: TextPosition,
            UseDefaults: UseDefaults, Base: Base, Width: Width);
        chart.Layout.With<Layout, StyleParam.BarMode>("barmode", StyleParam.BarMode.Stack);
        return chart;
    }

    /// <summary>Lying bars.</summary>
    public static GenericChart Bar<ValuesType, KeysType, TextType>(
        IEnumerable<ValuesType> values, Optional<IEnumerable<KeysType>> Keys = default,
        Optional<string> Name = default, Optional<bool> ShowLegend = default, Optional<double> Opacity = default,
        Optional<TextType> Text = default, Optional<IEnumerable<TextType>> MultiText = default,
        Optional<Color> MarkerColor = default, Optional<Marker> Marker = default,
        Optional<StyleParam.TextPosition> TextPosition = default, Optional<bool> UseDefaults = default,
        Optional<ValuesType> Base = default, Optional<ValuesType> Width = default)
        where ValuesType : IConvertible
        where KeysType : IConvertible
        where TextType : IConvertible =>
        Bars(
            "h", new Trace("bar").WithValue("x", values).With("y", Keys), Name, ShowLegend, Opacity, Text, MultiText, MarkerColor,
            Marker, TextPosition, UseDefaults, Base, Width);

    private static GenericChart Bars<ValuesType, TextType>(
        string orientation, Trace trace, Optional<string> name, Optional<bool> showLegend, Optional<double> opacity,
        Optional<TextType> text, Optional<IEnumerable<TextType>> multiText, Optional<Color> markerColor,
        Optional<Marker> marker, Optional<StyleParam.TextPosition> textPosition, Optional<bool> useDefaults,
        Optional<ValuesType> start, Optional<ValuesType> width) =>
        Of(
            trace
                .With("name", name).With("showlegend", showLegend).With("opacity", opacity).With("base", start)
                .With("width", width).With("text", text).With("text", multiText).With("textposition", textPosition)
                .WithValue("orientation", orientation).WithValue("marker", Styled(marker, markerColor)),
            useDefaults);
}
