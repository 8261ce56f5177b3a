using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Metrics;

/// <summary>How a <see cref="PairedBootstrap"/> is drawn and read.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How often the clips are drawn anew; at least 1.</summary>
    public int Replicates { get; init; } = 1000;

    /// <summary>The share of the replicates that lies between the bounds, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The seed of the draws.</summary>
    public int Seed { get; init; }

    /// <summary>How many normal and how many anomalous clips a metric needs (<see cref="Evaluation.Of"/>); at least 1.</summary>
    public int MinimumClips { get; init; } = 1;

    /// <summary>What the official evaluator of the clips' year computes.</summary>
    public OfficialScoring Scoring { get; init; }

    /// <summary>How many threads work at most; at least 1. The result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Replicates, 1, nameof(Replicates));
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumClips, 1, nameof(MinimumClips));
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1, nameof(Threads));
        if (!(Level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Level), Level, "the level of an interval lies in (0, 1)");
    }
}
