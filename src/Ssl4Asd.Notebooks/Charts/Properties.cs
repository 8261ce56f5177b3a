using Plotly.NET.CSharp;
using DynamicObject = DynamicObj.DynamicObj;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>
/// Sets properties of charts, traces and what they hold, under the names that the reference of plotly.js has for them. Plotly.NET's own
/// <c>init</c> and <c>style</c> are made for F#: called from C#, they want each of their optional arguments.
/// </summary>
internal static class Properties
{
    /// <summary>Sets a property of a layout, an axis, a marker, ….</summary>
    public static T With<T>(this T target, string property, object value)
        where T : DynamicObject
    {
        target.SetProperty(property, value);
        return target;
    }

    /// <summary>Sets a property of every trace.</summary>
    public static GenericChart With(this GenericChart chart, string property, object value)
    {
        foreach (var trace in chart.GetTraces())
            trace.SetProperty(property, value);
        return chart;
    }

    /// <summary>Sets a property of the layout.</summary>
    public static GenericChart WithLayout(this GenericChart chart, string property, object value)
    {
        chart.GetLayout().SetProperty(property, value);
        return chart;
    }
}
