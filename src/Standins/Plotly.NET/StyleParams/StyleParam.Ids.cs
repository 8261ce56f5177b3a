namespace Plotly.NET;

// Here the names of axes.
public static partial class StyleParam
{
    /// <summary>An axis as other objects refer to it: x, x2, …</summary>
    public sealed class LinearAxisId : IStyleValue
    {
        private readonly string json;

        private LinearAxisId(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static LinearAxisId NewX(int item) => new(Numbered("x", item));

        public static LinearAxisId NewY(int item) => new(Numbered("y", item));
    }

    /// <summary>An axis as the layout names it: xaxis, xaxis2, …</summary>
    public sealed class SubPlotId : IStyleValue
    {
        private readonly string json;

        private SubPlotId(string json) => this.json = json;

        object IStyleValue.Json => json;

        public static SubPlotId NewXAxis(int item) => new(Numbered("xaxis", item));

        public static SubPlotId NewYAxis(int item) => new(Numbered("yaxis", item));

        public override string ToString() => json;
    }

    // The first of a kind has no number.
    private static string Numbered(string kind, int number) => number < 2 ? kind : $"{kind}{number}";
}
