using Ssl4Asd.Data;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Scoring;

/// <summary>The anomaly score of one test clip: one row of <c>scores.csv</c>.</summary>
/// <param name="Subset">Development or evaluation set.</param>
/// <param name="Machine">The machine type.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="File">The file name of the clip.</param>
/// <param name="Domain">Source or target; null when unknown.</param>
/// <param name="Condition">Normal or anomaly; null when unknown.</param>
/// <param name="Score">Higher means more anomalous; a cosine distance, 0 … 2, unless it is of another back end than the paper's.</param>
/// <param name="Threshold">The decision threshold of the machine and section, in the unit of the score.</param>
public sealed record ScoreRow(
    Subset Subset, string Machine, string Section, string File, Domain? Domain, Condition? Condition, double Score,
    double Threshold)
{
    /// <summary>Anomaly when the score is greater than the threshold.</summary>
    public Condition Decision => Score > Threshold ? Data.Condition.Anomaly : Data.Condition.Normal;

    /// <summary>What <see cref="Evaluation.Of"/> takes.</summary>
    /// <returns>The clip, its path being the file name alone and its attributes empty, with its score.</returns>
    public ScoredClip ToScoredClip() => new(new Clip(File, Subset, Machine, Section, Split.Test, Domain, Condition, ""), Score);
}
