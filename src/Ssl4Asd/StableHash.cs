using System.Text;

namespace Ssl4Asd;

/// <summary>A hash that is the same on every machine and in every process: the root of all derived seeds.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over the UTF-8 bytes, then the finalizer of splitmix64: neighbouring texts give unrelated numbers.</summary>
    internal static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        unchecked
        {
            foreach (var value in Encoding.UTF8.GetBytes(text))
                hash = (hash ^ value) * 1099511628211UL;
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
            return hash ^ (hash >> 31);
        }
    }
}
