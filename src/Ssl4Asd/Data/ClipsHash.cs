using System.Security.Cryptography;
using System.Text;

namespace Ssl4Asd.Data;

/// <summary>
/// A fingerprint of recordings: SHA-256 over machine, name, size and the last 4 KiB of each file, so that other recordings
/// under the same names are told apart without reading gigabytes.
/// </summary>
internal static class ClipsHash
{
    private const int Tail = 4096;

    /// <summary>The fingerprint of clips, in their order.</summary>
    /// <exception cref="InputException">A file cannot be read.</exception>
    internal static string Of(IEnumerable<Clip> clips)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var tail = new byte[Tail];
        foreach (var clip in clips)
        {
            try
            {
                using var file = File.OpenRead(clip.Path);
                hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{clip.Subset}/{clip.Machine}/{clip.FileName}/{file.Length}\n")));
                file.Seek(-Math.Min(Tail, file.Length), SeekOrigin.End);
                hash.AppendData(tail, 0, file.ReadAtLeast(tail, Tail, throwOnEndOfStream: false));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"{clip.Path}: cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check the file and its permissions", e);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
