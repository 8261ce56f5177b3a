namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>A rectangle in pixels of the picture: the plot with all its axes, without the margins.</summary>
internal readonly record struct Area(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    /// <summary>Fractions of the plot, upwards.</summary>
    public double X(double share) => Left + share * Width;

    /// <inheritdoc cref="X"/>
    public double Y(double share) => Top + (1 - share) * Height;
}
