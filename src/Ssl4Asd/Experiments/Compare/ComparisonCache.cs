using System.Security.Cryptography;
using System.Text;
using Ssl4Asd.Data;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>
/// Comparison folders that are found by what they hold: those who ask for the same sizes on the same recordings share the
/// trained runs, and others never meet them.
/// </summary>
public static class ComparisonCache
{
    /// <summary>The folder of comparisons with these sizes and recordings, made or not.</summary>
    /// <param name="cache">Where all such folders are.</param>
    /// <param name="preset">All sizes; two names of the same sizes give two folders of the same number.</param>
    /// <param name="dataset">The data set; where it lies does not count, its training and test recordings do.</param>
    /// <returns><c>CACHE/PRESET-0123456789ab</c>: the digits also stand for the version of the library and its run folders.</returns>
    /// <exception cref="InputException">A recording cannot be read.</exception>
    public static string Folder(string cache, Preset preset, Dataset dataset)
    {
        var text = string.Join('\n', RunSettings.ToJson(preset with { Name = "" }), ClipsHash.Of(dataset.TrainClips), ClipsHash.Of(dataset.TestClips),
            Compute.Version, FormattableString.Invariant($"{RunSettings.CurrentFormat}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return Path.Combine(cache, $"{preset.Name}-{hash[..12]}");
    }
}
