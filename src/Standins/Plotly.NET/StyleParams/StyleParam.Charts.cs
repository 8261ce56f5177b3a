namespace Plotly.NET;

// Here those of single kinds of charts.
public static partial class StyleParam
{
    public sealed class Orientation : IStyleValue
    {
        private readonly string json;

        private Orientation(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static Orientation Horizontal { get; } = new("h");
        public static Orientation Vertical { get; } = new("v");
    }

    /// <summary>What the bars of a histogram add up to.</summary>
    public sealed class HistNorm : IStyleValue
    {
        private readonly string json;

        private HistNorm(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static HistNorm None { get; } = new("");
        public static HistNorm Percent { get; } = new("percent");
        public static HistNorm Probability { get; } = new("probability");
        public static HistNorm Density { get; } = new("density");
        public static HistNorm ProbabilityDensity { get; } = new("probability density");
    }

    /// <summary>Which points are drawn beside a box.</summary>
    public sealed class BoxPoints : IStyleValue
    {
        private readonly object json;

        private BoxPoints(object json) => this.json = json;

        object IStyleValue.Json => json;

        public static BoxPoints Outliers { get; } = new("outliers");
        public static BoxPoints All { get; } = new("all");
        public static BoxPoints SuspectedOutliers { get; } = new("suspectedoutliers");
        public static BoxPoints False { get; } = new(false);
    }

    /// <summary>Whether a box shows its mean.</summary>
    public sealed class BoxMean : IStyleValue
    {
        private readonly object json;

        private BoxMean(object json) => this.json = json;

        object IStyleValue.Json => json;

        public static BoxMean True { get; } = new(true);
        public static BoxMean False { get; } = new(false);
        public static BoxMean SD { get; } = new("sd");
    }

    public sealed class BoxMode : IStyleValue
    {
        private readonly string json;

        private BoxMode(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static BoxMode Group { get; } = new("group");
        public static BoxMode Overlay { get; } = new("overlay");
    }

    public sealed class BarMode : IStyleValue
    {
        private readonly string json;

        private BarMode(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static BarMode Stack { get; } = new("stack");
        public static BarMode Group { get; } = new("group");
        public static BarMode Overlay { get; } = new("overlay");
        public static BarMode Relative { get; } = new("relative");
    }

    /// <summary>How the cells of a heatmap are interpolated.</summary>
    public sealed class SmoothAlg : IStyleValue
    {
        private readonly object json;

        private SmoothAlg(object json) => this.json = json;

        object IStyleValue.Json => json;

        public static SmoothAlg False { get; } = new(false);
        public static SmoothAlg Best { get; } = new("best");
        public static SmoothAlg Fast { get; } = new("fast");
    }
}
