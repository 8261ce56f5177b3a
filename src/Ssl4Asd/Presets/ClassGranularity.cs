using System.Text.Json.Serialization;

namespace Ssl4Asd.Presets;

/// <summary>
/// How finely the auxiliary classification tells recordings apart: which labels make a class. Each holds those before it; the
/// more there are, the harder the task (paper, sections 1 and 4.2).
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClassGranularity>))]
public enum ClassGranularity
{
    /// <summary>The machine type alone.</summary>
    Machine,

    /// <summary>And the section, as a rule one machine each.</summary>
    Section,

    /// <summary>And the first of its attributes with its value, such as <c>speed_10</c> of <c>speed_10_load_1</c>.</summary>
    FirstAttribute,

    /// <summary>And the whole attribute string of the file name: the classes that the paper names (section 2).</summary>
    Attributes,

    /// <summary>And the domain, as in the published code; what is trained unless another is asked for.</summary>
    Domain,

    /// <summary>Machine type, section, and which of a few clusters of how its recordings sound: for machines whose recordings carry no labels (<see cref="Experiments.PseudoLabels"/>).</summary>
    Pseudo,
}
