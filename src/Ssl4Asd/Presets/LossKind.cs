using System.Text.Json.Serialization;

namespace Ssl4Asd.Presets;

/// <summary>Which angular loss the heads of a system have.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LossKind>))]
public enum LossKind
{
    /// <summary>A class is 16 points (paper, section 2; <see cref="Losses.SubclusterAdaCos"/>).</summary>
    SubclusterAdaCos,

    /// <summary>A class is a subspace (Wilkinghoff 2024; <see cref="Losses.AdaProj"/>).</summary>
    AdaProj,
}
