namespace Plotly.NET;

/// <summary>A series of data and how it is drawn.</summary>
public class Trace : DynamicObj.DynamicObj
{
    public Trace(string traceTypeName) => SetValue("type", traceTypeName);
}
