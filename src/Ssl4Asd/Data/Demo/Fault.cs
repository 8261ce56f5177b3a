namespace Ssl4Asd.Data.Demo;

/// <summary>What can be wrong with a synthetic machine, and what it does to the sound.</summary>
public enum FaultKind
{
    /// <summary>A heavy side of the rotor: a line at the shaft's frequency, and all other lines wobble with it.</summary>
    Imbalance,

    /// <summary>A pit in a bearing race: rings of the housing at the ball-pass frequency, no multiple of the shaft's.</summary>
    Bearing,

    /// <summary>Parts touch at one angle: a short scrape in every revolution, which also slows the shaft down.</summary>
    Rub,

    /// <summary>One damaged tooth: a knock in every revolution of its wheel; drag in a small drive.</summary>
    ChippedTooth,

    /// <summary>Worn flanks: sidebands around the mesh lines, and a stronger second mesh line.</summary>
    Wear,

    /// <summary>A seat that does not close: hiss where there should be none, and a drive that has less to do.</summary>
    Leak,

    /// <summary>Strokes, or movements of a valve, that do not happen; the drive has less to do.</summary>
    MissedStroke,

    /// <summary>Play in a joint: a second, harder blow some time after the proper one.</summary>
    Knock,

    /// <summary>Vapour bubbles that collapse: crackling after each stroke, and a drive that has less to do.</summary>
    Cavitation,

    /// <summary>Something sticks: movements come late and slowly.</summary>
    Sluggish,

    /// <summary>Dry guides: the machine slows down and squeals (stick and slip).</summary>
    Friction,

    /// <summary>A loose part: volleys of small irregular knocks.</summary>
    Rattle,

    /// <summary>A flat spot on a wheel: a blow in each of its revolutions.</summary>
    FlatWheel,

    /// <summary>Worn brushes of a motor: crackling at the rate of the commutator, and less torque.</summary>
    Sparking,
}

/// <summary>One fault of one clip.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Severity">0 (cannot be heard) … 1 (cannot be missed).</param>
internal readonly record struct Fault(FaultKind Kind, double Severity)
{
    /// <summary>The severity of <paramref name="kind"/>: 0 where the fault is another one, or none.</summary>
    internal static double Of(Fault? fault, FaultKind kind) => fault is { } f && f.Kind == kind ? f.Severity : 0;
}
