using System.Text;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>The <c>d</c> of an SVG path.</summary>
internal sealed class PathWriter
{
    private readonly StringBuilder _path = new();

    public bool IsEmpty => _path.Length == 0;

    public void Move(double x, double y) => Add('M', x, y);

    public void Line(double x, double y) => Add('L', x, y);

    public void Curve(double x1, double y1, double x2, double y2, double x, double y)
    {
        Add('C', x1, y1);
        Add(' ', x2, y2);
        Add(' ', x, y);
    }

    public void Close() => _path.Append('Z');

    /// <summary>Lines from point to point, closed.</summary>
    public void Polygon(params ReadOnlySpan<(double X, double Y)> points)
    {
        for (var i = 0; i < points.Length; i++)
            Add(i == 0 ? 'M' : 'L', points[i].X, points[i].Y);
        Close();
    }

    public void Rectangle(double x0, double y0, double x1, double y1) => Polygon((x0, y0), (x0, y1), (x1, y1), (x1, y0));

    public override string ToString() => _path.ToString();

    private void Add(char command, double x, double y) =>
        _path.Append(command).Append(SvgWriter.Number(x)).Append(',').Append(SvgWriter.Number(y));
}
