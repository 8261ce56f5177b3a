using CsvHelper;
using CsvHelper.Configuration.Attributes;

namespace Ssl4Asd.Presets;

/// <summary>
/// What has been published, in percent, from the CSV files in this folder's <c>Published</c>. Tables 1 and 2 and Figure 2 of
/// the paper could not be had in numbers: their cells are empty, for a reader with the paper at hand to fill in (then build
/// again). No cell is filled from memory.
/// </summary>
public static class PublishedResults
{
    /// <summary>A cell of Table 1 or 2: AUC and pAUC of the simple population, harmonic means.</summary>
    public sealed record Cell
    {
        /// <summary><c>dcase2022</c> or <c>dcase2023</c>.</summary>
        [Name("data")]
        public required string Data { get; init; }

        /// <summary><c>development</c> or <c>evaluation</c>.</summary>
        [Name("subset")]
        public required string Subset { get; init; }

        /// <summary><c>source</c>, <c>target</c> or <c>mixed</c>.</summary>
        [Name("domain")]
        public required string Domain { get; init; }

        /// <summary>Our name of the system.</summary>
        [Name("system")]
        public required string System { get; init; }

        /// <summary>Percent, null where not available.</summary>
        [Name("auc")]
        public double? Auc { get; init; }

        /// <summary>Percent, null where not available.</summary>
        [Name("pauc")]
        public double? PartialAuc { get; init; }
    }

    /// <summary>The official score of a published system, with its standard deviation over seeds; null where not available.</summary>
    public sealed record Score
    {
        /// <summary>What it is called.</summary>
        [Name("system")]
        public required string System { get; init; }

        /// <summary><c>dcase2022</c> or <c>dcase2023</c>.</summary>
        [Name("data")]
        public required string Data { get; init; }

        /// <summary>Percent, development set.</summary>
        [Name("development")]
        public double? Development { get; init; }

        /// <summary>Points, development set.</summary>
        [Name("development_deviation")]
        public double? DevelopmentDeviation { get; init; }

        /// <summary>Percent, evaluation set.</summary>
        [Name("evaluation")]
        public double? Evaluation { get; init; }

        /// <summary>Points, evaluation set.</summary>
        [Name("evaluation_deviation")]
        public double? EvaluationDeviation { get; init; }

        /// <summary>Where it was published.</summary>
        [Name("source")]
        public required string Source { get; init; }
    }

    /// <summary>A bar of Figure 2: the ten best systems of the DCASE2023 Challenge and the ensemble of the paper.</summary>
    public sealed record Bar
    {
        /// <summary>1 … 10, or the paper's.</summary>
        [Name("bar")]
        public required string Name { get; init; }

        /// <summary>Percent, null where not available.</summary>
        [Name("official_score")]
        public double? OfficialScore { get; init; }
    }

    /// <summary>Table 1: the six systems on both data sets.</summary>
    public static IReadOnlyList<Cell> Table1 { get; } = Read<Cell>("table1.csv");

    /// <summary>Table 2: the three ablations on DCASE2023.</summary>
    public static IReadOnlyList<Cell> Table2 { get; } = Read<Cell>("table2.csv");

    /// <summary>Figure 2.</summary>
    public static IReadOnlyList<Bar> Figure2 { get; } = Read<Bar>("figure2.csv");

    /// <summary>Official scores from other publications, with their sources.</summary>
    public static IReadOnlyList<Score> Scores { get; } = Read<Score>("scores.csv");

    private static IReadOnlyList<T> Read<T>(string name)
    {
        using var stream = typeof(PublishedResults).Assembly.GetManifestResourceStream($"Published/{name}")!;
        using var csv = new CsvReader(new StreamReader(stream), Csv.Configuration);
        return [.. csv.GetRecords<T>()];
    }
}
