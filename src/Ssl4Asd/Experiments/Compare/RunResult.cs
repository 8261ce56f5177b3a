using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>What one run says of all test clips.</summary>
/// <param name="Variant">What was trained.</param>
/// <param name="Seed">With which seed.</param>
/// <param name="Scores">The test clips and their anomaly scores.</param>
/// <param name="Evaluation">Their metrics.</param>
public sealed record RunResult(Variant Variant, int Seed, IReadOnlyList<ScoreRow> Scores, Evaluation Evaluation);
