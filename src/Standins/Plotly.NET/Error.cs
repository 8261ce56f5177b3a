namespace Plotly.NET.TraceObjects;

/// <summary>Error bars.</summary>
public class Error : DynamicObj.DynamicObj;
