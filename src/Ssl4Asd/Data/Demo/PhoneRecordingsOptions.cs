namespace Ssl4Asd.Data.Demo;

/// <summary>How many phone recordings of one synthetic machine are made, and how long they are.</summary>
public sealed record PhoneRecordingsOptions
{
    /// <summary>The name on the command line and in the folder's README.txt.</summary>
    public string Name { get; init; } = "demo";

    /// <summary>Normal recordings of both sessions together, 2 … 4999.</summary>
    public int Normal { get; init; } = 40;

    /// <summary>Faulty recordings of both sessions together, 0 … 4999.</summary>
    public int Faulty { get; init; } = 10;

    /// <summary>The shortest and the longest of them in seconds, 0.5 … 600: nobody stops a phone on the second.</summary>
    public (double Low, double High) Seconds { get; init; } = (5, 20);

    /// <summary>Length of the long recording in seconds, 2 … 7200.</summary>
    public double LongSeconds { get; init; } = 180;

    /// <summary>When the fault begins in the long recording, in seconds; above 0 and before its end.</summary>
    public double FaultBegins { get; init; } = 120;

    /// <summary>The seed of everything that is random; the same seed gives the same bytes.</summary>
    public int Seed { get; init; }

    /// <summary>What a person records in a quarter of an hour.</summary>
    public static PhoneRecordingsOptions Demo { get; } = new();

    /// <summary>For tests: too few and too short to learn from.</summary>
    public static PhoneRecordingsOptions Tiny { get; } = new() { Name = "tiny", Normal = 16, Faulty = 4, Seconds = (0.8, 2), LongSeconds = 12, FaultBegins = 8 };

    /// <summary>All options that have a name.</summary>
    public static IReadOnlyList<PhoneRecordingsOptions> All { get; } = [Demo, Tiny];

    /// <summary>Finds options by their name, whatever the case.</summary>
    /// <exception cref="InputException">No options have that name.</exception>
    public static PhoneRecordingsOptions Named(string name) => Check.Named(All, o => o.Name, name, "set of phone recordings");

    /// <summary>Returns these options after checking the range of every number.</summary>
    /// <exception cref="InputException">A number is outside its range; the message names it.</exception>
    public PhoneRecordingsOptions Validate()
    {
        Check.That(Normal is >= 2 and <= 4999, nameof(Normal), Normal, "in 2 … 4999");
        Check.That(Faulty is >= 0 and <= 4999, nameof(Faulty), Faulty, "in 0 … 4999");
        Check.That(Seconds is { Low: >= 0.5, High: <= 600 } && Seconds.Low <= Seconds.High, nameof(Seconds), Seconds, "two numbers in 0.5 … 600 s, the smaller one first");
        Check.That(LongSeconds is >= 2 and <= 7200, nameof(LongSeconds), LongSeconds, "in 2 … 7200 s");
        Check.That(FaultBegins > 0 && FaultBegins < LongSeconds, nameof(FaultBegins), FaultBegins, "above 0 and before the end of the long recording");
        return this;
    }
}
