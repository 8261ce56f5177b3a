using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>Which table a variant belongs to.</summary>
public enum VariantKind
{
    /// <summary>One of the six systems (paper, Table 1).</summary>
    System,

    /// <summary>One of the three ablations (paper, Table 2).</summary>
    Ablation,

    /// <summary>The proposed system with one of our differences from the paper or its published code undone.</summary>
    Deviation,

    /// <summary>In no table of the paper.</summary>
    Other,

    /// <summary>Between the paper's system and direct-act, each with one difference more.</summary>
    Step,
}

/// <summary>One of the things that are compared: a system and what it changes in the sizes.</summary>
/// <param name="Kind">Which table it belongs to.</param>
/// <param name="System">Losses and exchanges; its name is the variant's.</param>
/// <param name="Change">What differs from the preset; nothing where null.</param>
public sealed record Variant(VariantKind Kind, SystemDefinition System, Func<Preset, Preset>? Change = null)
{
    /// <summary>The name in tables, files and folders.</summary>
    public string Name => System.Name;

    /// <summary>The sizes that the variant is trained with.</summary>
    /// <param name="preset">The preset of the comparison.</param>
    public Preset Sizes(Preset preset) => Change is null ? preset : Change(preset);

    /// <summary>The six systems of Table 1.</summary>
    public static IReadOnlyList<Variant> Systems { get; } = [.. SystemDefinition.Table1.Select(s => new Variant(VariantKind.System, s))];

    /// <summary>The three ablations of Table 2.</summary>
    public static IReadOnlyList<Variant> Ablations { get; } = [.. SystemDefinition.Table2.Select(s => new Variant(VariantKind.Ablation, s))];

    /// <summary>The proposed system, each time with one deviation undone (src/README.md, "Deviations").</summary>
    public static IReadOnlyList<Variant> Deviations { get; } =
    [
        Deviation("class-without-domain", system: s => s with { Classes = ClassGranularity.Attributes }),
        Deviation("plain-supervised", system: s => s with { SupervisedSeesStatEx = false }),
        // not infinite: the square of a gradient has to fit into Adam's float32
        Deviation("unbounded-scale", preset: p => p with { Heads = p.Heads with { MaxScale = 1e15 } }),
        Deviation("crops-once", preset: p => p with { Crops = CropRule.Once }),
        Deviation("residual-published", preset: p => p with { Residual = ResidualVersion.Published }),
        Deviation("residual-before-2024", preset: p => p with { Residual = ResidualVersion.Before2024 }),
        // Keras adds ε before the bias correction: in the first step as if it were 1e-7/√0.001, later less
        Deviation("keras-epsilon", preset: p => p with { Training = p.Training with { AdamEpsilon = 3e-6 } }),
        Deviation("one-k-means", preset: p => p with { Scoring = p.Scoring with { Restarts = 1 } }),
    ];

    /// <summary>Variants that are in no table of the paper.</summary>
    public static IReadOnlyList<Variant> Others { get; } = [.. SystemDefinition.Others.Select(s => new Variant(VariantKind.Other, s))];

    /// <summary>What lies between <c>regular+featex</c> and <c>direct-act</c>.</summary>
    public static IReadOnlyList<Variant> Steps { get; } = [.. SystemDefinition.LadderSteps.Select(s => new Variant(VariantKind.Step, s))];

    /// <summary>From the paper's system to the strongest that is trained from scratch: each differs from the one before in one thing.</summary>
    public static IReadOnlyList<Variant> Ladder { get; } =
    [
        Systems.First(v => v.System == SystemDefinition.Proposed), Systems.First(v => v.Name == "regular+featex"), .. Steps,
        Others.First(v => v.System == SystemDefinition.DirectAct),
    ];

    /// <summary>All variants that have a name, in the order of the tables.</summary>
    public static IReadOnlyList<Variant> All { get; } = [.. Systems, .. Ablations, .. Deviations, .. Steps, .. Others];

    /// <summary>The same with other classes, and a name that says so.</summary>
    /// <param name="classes">What a class is.</param>
    public Variant WithClasses(ClassGranularity classes) => this with { System = System.WithClasses(classes) };

    /// <summary>Finds a variant by its name, whatever the case; with <c>@</c> and a granularity behind it, the variant with these classes.</summary>
    /// <exception cref="InputException">No variant or granularity has that name; the message suggests the nearest.</exception>
    public static Variant Named(string name)
    {
        var (variant, classes) = SystemDefinition.SplitName(name);
        var found = Check.Named(All, v => v.Name, variant, "system");
        return classes is { } other ? found.WithClasses(other) : found;
    }

    /// <summary>The variant that trains a system; one of no table where none does.</summary>
    public static Variant Of(SystemDefinition system) =>
        All.FirstOrDefault(v => v.System == system || v.System.WithClasses(system.Classes) == system) is { } found ? found with { System = system } : new(VariantKind.Other, system);

    /// <summary>Each once, in the order of the tables, and finer classes behind coarser ones.</summary>
    public static IReadOnlyList<Variant> Ordered(IEnumerable<Variant> variants)
    {
        string[] names = [.. All.Select(v => v.Name)];
        return [.. variants.DistinctBy(v => v.Name).OrderBy(v => Array.IndexOf(names, v.System.BaseName)).ThenBy(v => v.System.Classes)];
    }

    private static Variant Deviation(string name, Func<SystemDefinition, SystemDefinition>? system = null, Func<Preset, Preset>? preset = null)
    {
        var proposed = SystemDefinition.Proposed with { Name = $"proposed-{name}" };
        return new Variant(VariantKind.Deviation, system is null ? proposed : system(proposed), preset);
    }
}
