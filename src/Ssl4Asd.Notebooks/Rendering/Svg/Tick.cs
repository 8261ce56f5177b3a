namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>A place on an axis that has a grid line and a label.</summary>
/// <param name="Place">On the axis.</param>
/// <param name="Label">May hold markup.</param>
/// <param name="IsMinor">Between powers of ten; its label is smaller.</param>
internal readonly record struct Tick(double Place, string Label, bool IsMinor = false);
