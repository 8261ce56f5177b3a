using Ssl4Asd.Audio;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Training;

/// <summary>The offsets of <see cref="CropRule.Once"/>: one for each recording, from the seed and the file's name.</summary>
public static class FixedCrops
{
    /// <summary>Draws the offsets, the same at each call.</summary>
    /// <param name="store">The recordings.</param>
    /// <param name="preset">The crop rule and the length of a clip.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <returns>An offset for each recording of the store; null where the preset has another rule.</returns>
    public static IReadOnlyList<int>? Of(ClipStore store, Preset preset, int seed) => preset.Crops != CropRule.Once
        ? null
        : [.. store.Paths.Select((path, i) => Offset(path, store.MaxOffset(i, preset.ClipSamples), seed))];

    private static int Offset(string path, int largest, int seed)
        => (int)(StableHash.Of(FormattableString.Invariant($"{seed}/crop/{Path.GetFileName(path)}")) % (ulong)(largest + 1L));
}
