namespace Ssl4Asd.Data.Demo;

/// <summary>How a machine is being run: the two numbers of its attribute string.</summary>
/// <param name="Speed">What turns it, in the machine's own unit (revolutions a second, strokes a minute, a pattern's number).</param>
/// <param name="Load">1 … 4: how hard it works; moves power between the parts of the sound.</param>
internal readonly record struct Operation(double Speed, int Load);

/// <summary>One individual of a machine type: a section.</summary>
/// <param name="Parts">How many blades, teeth, cylinders there are; what else depends on it is a matter of the type.</param>
/// <param name="Tuning">Factor of all resonances: the housing's size.</param>
internal sealed record Unit(int Parts, double Tuning);

/// <summary>The sound of a machine type. It draws the same numbers whatever the fault, so that a fault only adds to a sound.</summary>
/// <param name="unit">The individual.</param>
/// <param name="operation">How it is run.</param>
/// <param name="fault">What is wrong, or null.</param>
/// <param name="samples">How many samples at 16 kHz.</param>
/// <param name="random">All other differences between clips.</param>
/// <param name="chance">Randomness of the fault alone.</param>
/// <returns>The samples, of any level.</returns>
internal delegate double[] Synthesis(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance);

/// <summary>A synthetic machine type.</summary>
internal sealed record Machine
{
    /// <summary>The folder's name; says that it is synthetic.</summary>
    internal required string Name { get; init; }

    /// <summary>Development or evaluation set.</summary>
    internal required Subset Subset { get; init; }

    /// <summary>Length of its clips, as a factor of <see cref="DemoDataOptions.ClipSeconds"/>: they differ as in DCASE2023.</summary>
    internal required double Length { get; init; }

    /// <summary>The names of speed and load in the attribute string.</summary>
    internal required (string Speed, string Load) Attributes { get; init; }

    /// <summary>One individual a section.</summary>
    internal required IReadOnlyList<Unit> Sections { get; init; }

    /// <summary>How it is run in the source domain.</summary>
    internal required IReadOnlyList<Operation> Source { get; init; }

    /// <summary>How it is run in the target domain.</summary>
    internal required IReadOnlyList<Operation> Target { get; init; }

    /// <summary>What can be wrong with it.</summary>
    internal required IReadOnlyList<FaultKind> Faults { get; init; }

    /// <summary>The severities of its faults; where they start decides how hard the machine is.</summary>
    internal required (double Low, double High) Severity { get; init; }

    /// <summary>Its sound.</summary>
    internal required Synthesis Synthesize { get; init; }
}
