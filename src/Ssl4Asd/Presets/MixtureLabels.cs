using System.Text.Json.Serialization;

namespace Ssl4Asd.Presets;

/// <summary>What the self-supervised loss says of clips that mixup changed (paper, section 3.1).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MixtureLabels>))]
public enum MixtureLabels
{
    /// <summary>The classes of both clips, in their shares: the paper's.</summary>
    Shares,

    /// <summary>They are classes of their own, twice as many in all (<see cref="Ssl.MixtureClasses"/>).</summary>
    OwnClasses,

    /// <summary>How great the greater share is, and nothing else (<see cref="Ssl.MixtureShare"/>).</summary>
    GreaterShare,
}
