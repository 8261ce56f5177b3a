using System.Text.Json.Serialization;

namespace Ssl4Asd.Audio;

/// <summary>What becomes of several channels. The recordings of DCASE2026 have two: 0 near the machine, 1 far from it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChannelChoice>))]
public enum ChannelChoice
{
    /// <summary>The average of all; one of them where they cancel.</summary>
    Average,

    /// <summary>Channel 0, near the machine: what the challenge's baseline of 2026 takes.</summary>
    Near,

    /// <summary>Channel 1, far from it.</summary>
    Far,

    /// <summary>Channel 0 without what channel 1 tells of it: the surroundings (<see cref="FarChannel"/>).</summary>
    NearMinusFar,
}
