using Ssl4Asd.Presets;

namespace Ssl4Asd.Data;

/// <summary>One recording of a data set: where it lies and what is known of it.</summary>
/// <param name="Path">The WAV file.</param>
/// <param name="Subset">Development or evaluation set.</param>
/// <param name="Machine">The machine type: the name of its folder, such as <c>fan</c>.</param>
/// <param name="Section">The two digits of the section, such as <c>00</c>.</param>
/// <param name="Split">Training or test clip.</param>
/// <param name="Domain">Source or target; null for an evaluation test clip without ground truth.</param>
/// <param name="Condition">Normal or anomaly; null for an evaluation test clip without ground truth.</param>
/// <param name="Attributes">The attribute string of the file name as written; empty where there is none.</param>
public sealed record Clip(
    string Path, Subset Subset, string Machine, string Section, Split Split,
    Domain? Domain, Condition? Condition, string Attributes)
{
    /// <summary>Whether a training clip is kept out of training and of the references: it is for the threshold (<see cref="HoldOut"/>).</summary>
    public bool IsHeldOut { get; init; }

    /// <summary>The file name without folder: what ground truth, scores and submissions are matched by.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>
    /// The class that the network is trained to tell: machine type + section + attribute string + domain, written
    /// <c>fan/00/m-n_W/source</c>; null where the domain is unknown. (The reference's choice of classes; the training
    /// sets of DCASE2023 give 167.)
    /// </summary>
    public string? ClassLabel => Domain is { } domain ? $"{ClassLabelWithoutDomain}/{Csv.Word(domain)}" : null;

    /// <summary>The class as the text of the paper has it (section 2), without the domain: <c>fan/00/m-n_W</c>.</summary>
    public string ClassLabelWithoutDomain => $"{Machine}/{Section}/{Attributes}";

    /// <summary>The class at a granularity; null where it takes the domain and this is unknown.</summary>
    /// <param name="granularity">Which labels make the class.</param>
    /// <exception cref="ArgumentException">Pseudo-labels, which no name tells.</exception>
    public string? ClassOf(ClassGranularity granularity) => granularity switch
    {
        ClassGranularity.Machine => Machine,
        ClassGranularity.Section => $"{Machine}/{Section}",
        ClassGranularity.FirstAttribute => $"{Machine}/{Section}/{string.Join('_', Attributes.Split('_').Take(2))}",
        ClassGranularity.Attributes => ClassLabelWithoutDomain,
        ClassGranularity.Domain => ClassLabel,
        _ => throw new ArgumentException("expected labels that the name of a clip tells", nameof(granularity)),
    };
}
