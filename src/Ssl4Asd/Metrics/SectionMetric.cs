using Ssl4Asd.Data;

namespace Ssl4Asd.Metrics;

/// <summary>One of the nine metrics of a section, and which of its clips it is computed from.</summary>
internal sealed record SectionMetric(Population Population, MetricDomain Domain, Metric Metric)
{
    /// <summary>All nine, in the order of <see cref="Evaluation.Rows"/>.</summary>
    public static IReadOnlyList<SectionMetric> All { get; } =
    [
        new(Population.Official, MetricDomain.Source, Metric.Auc),
        new(Population.Official, MetricDomain.Target, Metric.Auc),
        new(Population.Official, MetricDomain.Mixed, Metric.PartialAuc),
        .. Enum.GetValues<MetricDomain>().SelectMany(domain => new[] { Metric.Auc, Metric.PartialAuc }, (domain, metric) => new SectionMetric(Population.Simple, domain, metric)),
    ];

    /// <summary>Whether a labelled clip of the section takes part.</summary>
    public bool Takes(Clip clip) => Domain switch
    {
        MetricDomain.Mixed => true,
        _ when Population == Population.Official && clip.Condition == Condition.Anomaly => true,
        MetricDomain.Source => clip.Domain == Data.Domain.Source,
        _ => clip.Domain == Data.Domain.Target,
    };
}
