using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Metrics;

/// <summary>One of the metrics of a section, and which of its clips it is computed from.</summary>
internal sealed record SectionMetric(Population Population, MetricDomain Domain, Metric Metric)
{
    private static readonly IReadOnlyDictionary<OfficialScoring, IReadOnlyList<SectionMetric>> _of = new Dictionary<OfficialScoring, IReadOnlyList<SectionMetric>>
    {
        [OfficialScoring.AllAnomalies] =
        [
            new(Population.Official, MetricDomain.Source, Metric.Auc),
            new(Population.Official, MetricDomain.Target, Metric.Auc),
            new(Population.Official, MetricDomain.Mixed, Metric.PartialAuc),
            .. Both(Population.Simple, Enum.GetValues<MetricDomain>()),
        ],
        [OfficialScoring.EachDomain] =
        [
            .. Both(Population.Official, MetricDomain.Source, MetricDomain.Target).Select(m => m with { OwnAnomalies = true }),
            .. Both(Population.Simple, Enum.GetValues<MetricDomain>()),
        ],
        [OfficialScoring.NoDomains] = [.. Both(Population.Official, MetricDomain.Mixed), .. Both(Population.Simple, MetricDomain.Mixed)],
    };

    /// <summary>Whether an official metric of a domain takes the anomalous clips of that domain only.</summary>
    public bool OwnAnomalies { get; private init; }

    /// <summary>All metrics of a section by what the official evaluator computes, in the order of <see cref="Evaluation.Rows"/>.</summary>
    public static IReadOnlyList<SectionMetric> Of(OfficialScoring scoring) => _of[scoring];

    /// <summary>The metric that is read from the same curve as others of the same clips.</summary>
    public SectionMetric Curve =>
        new(Domain == MetricDomain.Mixed || OwnAnomalies ? Population.Simple : Population, Domain, Metric.Auc);

    /// <summary>Whether a labelled clip of the section takes part.</summary>
    public bool Takes(Clip clip) => Domain switch
    {
        MetricDomain.Mixed => true,
        _ when Population == Population.Official && !OwnAnomalies && clip.Condition == Condition.Anomaly => true,
        MetricDomain.Source => clip.Domain == Data.Domain.Source,
        _ => clip.Domain == Data.Domain.Target,
    };

    private static IEnumerable<SectionMetric> Both(Population population, params IEnumerable<MetricDomain> domains) =>
        domains.SelectMany(domain => new[] { Metric.Auc, Metric.PartialAuc }, (domain, metric) => new SectionMetric(population, domain, metric));
}
