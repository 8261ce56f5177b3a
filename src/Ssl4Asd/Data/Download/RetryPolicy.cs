namespace Ssl4Asd.Data.Download;

/// <summary>How patient a download is.</summary>
public sealed record RetryPolicy
{
    /// <summary>Failures in a row, without a new byte in between, after which a file is given up.</summary>
    public int Failures { get; init; } = 8;

    /// <summary>Wait after the first failure; doubled after each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait that we choose ourselves.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait that a server may ask for (<c>Retry-After</c>); beyond that the file is given up.</summary>
    public TimeSpan LongestServerWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A connection that is silent for so long is taken as cut.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Waits; tests wait less.</summary>
    public Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

    /// <summary>Draws from 0 … 1: a part of each wait is random, so that several clients do not come back at once.</summary>
    public Func<double> Draw { get; init; } = Random.Shared.NextDouble;

    /// <summary>How long to wait after so many failures in a row: between half of the doubled wait and all of it.</summary>
    internal TimeSpan WaitAfter(int failures, TimeSpan? asked)
    {
        if (asked is { } server) return server > TimeSpan.Zero ? server : TimeSpan.Zero;
        var doubled = Math.Min(FirstWait.TotalSeconds * Math.Pow(2, failures - 1), LongestWait.TotalSeconds);
        return TimeSpan.FromSeconds(doubled * (0.5 + 0.5 * Draw()));
    }
}
