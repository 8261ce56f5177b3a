namespace Plotly.NET;

// Here those of axes, grids, shapes and texts.
public static partial class StyleParam
{
    public sealed class AxisType : IStyleValue
    {
        private readonly string json;

        private AxisType(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static AxisType Auto { get; } = new("-");
        public static AxisType Linear { get; } = new("linear");
        public static AxisType Log { get; } = new("log");
        public static AxisType Date { get; } = new("date");
        public static AxisType Category { get; } = new("category");
        public static AxisType MultiCategory { get; } = new("multicategory");
    }

    public sealed class AutoRange : IStyleValue
    {
        private readonly object json;

        private AutoRange(object json) => this.json = json;

        object IStyleValue.Json => json;

        public static AutoRange True { get; } = new(true);
        public static AutoRange False { get; } = new(false);
        public static AutoRange Reversed { get; } = new("reversed");
    }

    public sealed class Range : IStyleValue
    {
        private readonly object json;

        private Range(object json) => this.json = json;

        object IStyleValue.Json => json;

        public static Range NewMinMax(IConvertible item1, IConvertible item2) => new(new[] { item1, item2 });
    }

    /// <summary>Whether an axis is drawn on the opposite side too.</summary>
    public sealed class Mirror : IStyleValue
    {
        private readonly object json;

        private Mirror(object json) => this.json = json;

        object IStyleValue.Json => json;

        public static Mirror True { get; } = new(true);
        public static Mirror Ticks { get; } = new("ticks");
        public static Mirror False { get; } = new(false);
        public static Mirror All { get; } = new("all");
        public static Mirror AllTicks { get; } = new("allticks");
    }

    public sealed class Side : IStyleValue
    {
        private readonly string json;

        private Side(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static Side Top { get; } = new("top");
        public static Side Bottom { get; } = new("bottom");
        public static Side Left { get; } = new("left");
        public static Side Right { get; } = new("right");
    }

    /// <summary>Whether a shape is drawn above the traces.</summary>
    public sealed class Layer : IStyleValue
    {
        private readonly string json;

        private Layer(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static Layer Below { get; } = new("below");
        public static Layer Above { get; } = new("above");
    }

    public sealed class ShapeType : IStyleValue
    {
        private readonly string json;

        private ShapeType(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static ShapeType Circle { get; } = new("circle");
        public static ShapeType Rectangle { get; } = new("rect");
        public static ShapeType Line { get; } = new("line");
    }

    public sealed class XAnchorPosition : IStyleValue
    {
        private readonly string json;

        private XAnchorPosition(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static XAnchorPosition Auto { get; } = new("auto");
        public static XAnchorPosition Left { get; } = new("left");
        public static XAnchorPosition Center { get; } = new("center");
        public static XAnchorPosition Right { get; } = new("right");
    }

    public sealed class YAnchorPosition : IStyleValue
    {
        private readonly string json;

        private YAnchorPosition(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static YAnchorPosition Auto { get; } = new("auto");
        public static YAnchorPosition Top { get; } = new("top");
        public static YAnchorPosition Middle { get; } = new("middle");
        public static YAnchorPosition Bottom { get; } = new("bottom");
    }

    /// <summary>Whether each cell of a grid has its own axes, or rows and columns share them.</summary>
    public sealed class LayoutGridPattern : IStyleValue
    {
        private readonly string json;

        private LayoutGridPattern(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static LayoutGridPattern Independent { get; } = new("independent");
        public static LayoutGridPattern Coupled { get; } = new("coupled");
    }

    public sealed class LayoutGridRowOrder : IStyleValue
    {
        private readonly string json;

        private LayoutGridRowOrder(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static LayoutGridRowOrder TopToBottom { get; } = new("top to bottom");
        public static LayoutGridRowOrder BottomToTop { get; } = new("bottom to top");
    }
}
