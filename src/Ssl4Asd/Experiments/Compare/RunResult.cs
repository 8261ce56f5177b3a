using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>What one run says of all test clips.</summary>
/// <param name="Variant">What was trained.</param>
/// <param name="Seed">With which seed.</param>
/// <param name="Clips">The test clips and their anomaly scores, in the order of the data set.</param>
/// <param name="Evaluation">Their metrics.</param>
public sealed record RunResult(Variant Variant, int Seed, IReadOnlyList<ScoredClip> Clips, Evaluation Evaluation);
