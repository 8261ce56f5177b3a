namespace Plotly.NET;

/// <summary>
/// The charts of the package's F# API. Here so that with both namespaces open, <c>Chart</c> is ambiguous as it is with
/// the package; open only Plotly.NET.CSharp.
/// </summary>
public abstract class Chart
{
    public static GenericChart Combine(IEnumerable<GenericChart> gCharts) => GenericChart.combine(gCharts);
}
