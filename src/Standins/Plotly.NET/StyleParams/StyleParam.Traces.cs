namespace Plotly.NET;

/// <summary>The values that plotly.js names by a word: here those of lines, points and texts.</summary>
public static partial class StyleParam
{
    /// <summary>What a scatter trace shows.</summary>
    public sealed class Mode : IStyleValue
    {
        private readonly string json;

        private Mode(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static Mode None { get; } = new("none");
        public static Mode Lines { get; } = new("lines");
        public static Mode Lines_Markers { get; } = new("lines+markers");
        public static Mode Lines_Text { get; } = new("lines+text");
        public static Mode Lines_Markers_Text { get; } = new("lines+markers+text");
        public static Mode Markers { get; } = new("markers");
        public static Mode Markers_Text { get; } = new("markers+text");
        public static Mode Text { get; } = new("text");
    }

    /// <summary>How a line is dashed.</summary>
    public sealed class DrawingStyle : IStyleValue
    {
        private readonly string json;

        private DrawingStyle(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static DrawingStyle Solid { get; } = new("solid");
        public static DrawingStyle Dash { get; } = new("dash");
        public static DrawingStyle Dot { get; } = new("dot");
        public static DrawingStyle DashDot { get; } = new("dashdot");
        public static DrawingStyle LongDash { get; } = new("longdash");
        public static DrawingStyle LongDashDot { get; } = new("longdashdot");
    }

    /// <summary>How the points of a line are joined.</summary>
    public sealed class Shape : IStyleValue
    {
        private readonly string json;

        private Shape(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static Shape Linear { get; } = new("linear");
        public static Shape Spline { get; } = new("spline");
        public static Shape Hv { get; } = new("hv");
        public static Shape Vh { get; } = new("vh");
        public static Shape Hvh { get; } = new("hvh");
        public static Shape Vhv { get; } = new("vhv");
    }

    /// <summary>What the area beside a line is filled to.</summary>
    public sealed class Fill : IStyleValue
    {
        private readonly string json;

        private Fill(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static Fill None { get; } = new("none");
        public static Fill ToZero_y { get; } = new("tozeroy");
        public static Fill ToZero_x { get; } = new("tozerox");
        public static Fill ToNext_y { get; } = new("tonexty");
        public static Fill ToNext_x { get; } = new("tonextx");
        public static Fill ToSelf { get; } = new("toself");
        public static Fill ToNext { get; } = new("tonext");
    }

    /// <summary>Written by its number.</summary>
    public sealed class MarkerSymbol : IStyleValue
    {
        private readonly string json;

        private MarkerSymbol(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static MarkerSymbol Circle { get; } = new("0");
        public static MarkerSymbol Square { get; } = new("1");
        public static MarkerSymbol Diamond { get; } = new("2");
        public static MarkerSymbol Cross { get; } = new("3");
        public static MarkerSymbol X { get; } = new("4");
        public static MarkerSymbol TriangleUp { get; } = new("5");
        public static MarkerSymbol TriangleDown { get; } = new("6");
        public static MarkerSymbol Pentagon { get; } = new("13");
        public static MarkerSymbol Hexagon { get; } = new("14");
        public static MarkerSymbol Star { get; } = new("17");
    }

    /// <summary>Where a text stands to its point or bar.</summary>
    public sealed class TextPosition : IStyleValue
    {
        private readonly string json;

        private TextPosition(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static TextPosition TopLeft { get; } = new("top left");
        public static TextPosition TopCenter { get; } = new("top center");
        public static TextPosition TopRight { get; } = new("top right");
        public static TextPosition MiddleLeft { get; } = new("middle left");
        public static TextPosition MiddleCenter { get; } = new("middle center");
        public static TextPosition MiddleRight { get; } = new("middle right");
        public static TextPosition BottomLeft { get; } = new("bottom left");
        public static TextPosition BottomCenter { get; } = new("bottom center");
        public static TextPosition BottomRight { get; } = new("bottom right");
        public static TextPosition Auto { get; } = new("auto");
        public static TextPosition Inside { get; } = new("inside");
        public static TextPosition Outside { get; } = new("outside");
        public static TextPosition None { get; } = new("none");
    }

    /// <summary>A colour scale of plotly.js by name, or a custom one.</summary>
    public sealed class Colorscale : IStyleValue
    {
        private readonly object json;

        private Colorscale(object json) => this.json = json;

        object IStyleValue.Json => json;

        public static Colorscale RdBu { get; } = new("RdBu");
        public static Colorscale Greys { get; } = new("Greys");
        public static Colorscale Hot { get; } = new("Hot");
        public static Colorscale Viridis { get; } = new("Viridis");
        public static Colorscale Cividis { get; } = new("Cividis");

        /// <param name="item">Colours at positions from 0 to 1.</param>
        public static Colorscale NewCustom(IEnumerable<Tuple<double, Color>> item) =>
            new(item.Select(stop => new object[] { stop.Item1, stop.Item2 }).ToArray());
    }
}
