using System.Security.Cryptography;
using System.Text;

namespace Ssl4Asd.Audio.Store;

/// <summary>A recording that goes into a store.</summary>
/// <param name="Path">The WAV file.</param>
/// <param name="Name">Its name in the index: the path relative to the data, with "/".</param>
/// <param name="Labels">What else the index tells of it, such as its machine.</param>
internal sealed record StoreSource(string Path, string Name, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>
    /// SHA-256 over the names, sizes and times of last change of all files, and what recordings are brought to. It reads no file.
    /// </summary>
    internal static byte[] Hash(IReadOnlyList<StoreSource> sources, SoundFormat format)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{StoreFile.Version}/{format}\n")));
        foreach (var source in sources)
        {
            var file = source.File();
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{source.Name}\n{file?.Length}/{file?.LastWriteTimeUtc.Ticks}\n")));
        }
        return hash.GetHashAndReset();
    }

    /// <summary>The file, or what a link points to; null where it is missing or cannot be looked at, which decoding it will tell.</summary>
    internal FileInfo? File()
    {
        try
        {
            var file = new FileInfo(Path);
            file = file.LinkTarget is null ? file : (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            return file.Exists ? file : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
