namespace Ssl4Asd.Presets;

/// <summary>
/// Where a recording is cut that does not have the length of a clip. A shorter one is tiled first, so that something is
/// left over.
/// </summary>
public enum CropRule
{
    /// <summary>Training: at a new random offset in each epoch, from the seed. Embedding: at the start, without randomness.</summary>
    EachEpoch,

    /// <summary>As in the published code: one random offset for each recording, once and for all, test clips too; ours comes from the seed.</summary>
    Once,
}
