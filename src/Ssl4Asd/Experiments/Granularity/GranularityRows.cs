using CsvHelper.Configuration.Attributes;

namespace Ssl4Asd.Experiments.Granularity;

/// <summary>What rows of <c>runs.csv</c> and <c>probes.csv</c> begin with: a run, and the subset that the rest is about.</summary>
internal abstract record GranularityRow
{
    [Name("data")]
    [Index(0)]
    public required string Data { get; init; }

    [Name("system")]
    [Index(1)]
    public required string System { get; init; }

    [Name("classes")]
    [Index(2)]
    public required string Classes { get; init; }

    [Name("seed")]
    [Index(3)]
    public required int Seed { get; init; }

    [Name("subset")]
    [Index(4)]
    public required string Subset { get; init; }
}

/// <summary>A row of <c>runs.csv</c>.</summary>
internal sealed record RunRow : GranularityRow
{
    [Name("official_score")]
    [Index(5)]
    public required double? Score { get; init; }
}

/// <summary>A row of <c>probes.csv</c> (<see cref="AttributeProbe"/>).</summary>
internal sealed record ProbeRow : GranularityRow
{
    [Name("machine")]
    [Index(5)]
    public required string Machine { get; init; }

    [Name("section")]
    [Index(6)]
    public required string Section { get; init; }

    [Name("values")]
    [Index(7)]
    public required int Values { get; init; }

    [Name("cross_validated")]
    [Index(8)]
    public required double CrossValidated { get; init; }

    [Name("held_out")]
    [Index(9)]
    public required double? HeldOut { get; init; }
}

/// <summary>A row of <c>contrasts.csv</c>.</summary>
internal sealed record ContrastRow
{
    [Name("contrast")]
    public required string Contrast { get; init; }

    [Name("population")]
    public required string Population { get; init; }

    [Name("subset")]
    public required string Subset { get; init; }

    [Name("domain")]
    public required string Domain { get; init; }

    [Name("metric")]
    public required string Metric { get; init; }

    [Name("value")]
    public required double Value { get; init; }

    [Name("lower")]
    public required double Lower { get; init; }

    [Name("upper")]
    public required double Upper { get; init; }

    [Name("share_above_zero")]
    public required double ShareAbove { get; init; }
}
