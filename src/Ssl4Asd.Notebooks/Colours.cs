namespace Ssl4Asd.Notebooks;

/// <summary>
/// The same colours for the same things in every chart. They differ in lightness too, and can be told apart by the colour-blind
/// (Okabe and Ito's palette).
/// </summary>
public static class Colours
{
    /// <summary>Source domain.</summary>
    public const string Source = "#0072b2";

    /// <summary>Target domain.</summary>
    public const string Target = "#e69f00";

    /// <summary>Normal recordings.</summary>
    public const string Normal = "#009e73";

    /// <summary>Anomalous recordings.</summary>
    public const string Anomaly = "#d55e00";

    /// <summary>Development set.</summary>
    public const string Development = "#56b4e9";

    /// <summary>Evaluation set.</summary>
    public const string Evaluation = "#882255";

    /// <summary>Thresholds, the diagonal of chance, and other lines to compare with.</summary>
    public const string Guide = "#7f7f7f";

    /// <summary>What is neither: machine types, systems, losses, in order; the paper's own system comes last in its charts.</summary>
    public static IReadOnlyList<string> Others { get; } =
        ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999933", "#332288", "#882255", "#117733", "#44aa99", "#661100"];
}
