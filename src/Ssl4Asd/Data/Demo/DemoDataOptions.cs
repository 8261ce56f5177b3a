namespace Ssl4Asd.Data.Demo;

/// <summary>How much of the synthetic data is written. The machines, their faults and their noise are fixed.</summary>
public sealed record DemoDataOptions
{
    /// <summary>The name on the command line and in the folder's README.txt.</summary>
    public string Name { get; init; } = "demo";

    /// <summary>Normal training clips of a section in the source domain, 1 … 9999.</summary>
    public int TrainSource { get; init; } = 40;

    /// <summary>Normal training clips of a section in the target domain, 1 … 9999: few, as in DCASE.</summary>
    public int TrainTarget { get; init; } = 10;

    /// <summary>Test clips of a section for each of source and target × normal and anomalous, 1 … 2500.</summary>
    public int Test { get; init; } = 20;

    /// <summary>Seconds of a clip, 0.5 … 60; machine types differ by factors of 0.8 to 1.2.</summary>
    public double ClipSeconds { get; init; } = 2;

    /// <summary>The seed of everything that is random; the same seed gives the same bytes.</summary>
    public int Seed { get; init; }

    /// <summary>What the notebooks and the Demo preset use: nine sections, 450 training and 720 test clips.</summary>
    public static DemoDataOptions Demo { get; } = new();

    /// <summary>For tests: the same machines in a second, with too few clips to learn from.</summary>
    public static DemoDataOptions Tiny { get; } = new() { Name = "tiny", TrainSource = 10, TrainTarget = 2, Test = 2, ClipSeconds = 0.6 };

    /// <summary>All options that have a name.</summary>
    public static IReadOnlyList<DemoDataOptions> All { get; } = [Demo, Tiny];

    /// <summary>Finds options by their name, whatever the case.</summary>
    /// <exception cref="InputException">No options have that name.</exception>
    public static DemoDataOptions Named(string name) => Check.Named(All, o => o.Name, name, "set of demo data");

    /// <summary>Returns these options after checking the range of every number.</summary>
    /// <exception cref="InputException">A number is outside its range; the message names it.</exception>
    public DemoDataOptions Validate()
    {
        Check.That(TrainSource is >= 1 and <= 9999, nameof(TrainSource), TrainSource, "in 1 … 9999");
        Check.That(TrainTarget is >= 1 and <= 9999, nameof(TrainTarget), TrainTarget, "in 1 … 9999");
        Check.That(Test is >= 1 and <= 2500, nameof(Test), Test, "in 1 … 2500");
        Check.That(ClipSeconds is >= 0.5 and <= 60, nameof(ClipSeconds), ClipSeconds, "in 0.5 … 60 s");
        return this;
    }
}
