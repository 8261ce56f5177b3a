using System.Globalization;
using System.Security.Cryptography;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Signs messages with HMAC-SHA256 over their JSON frames, and accepts each signature once. An empty key means unsigned.</summary>
internal sealed class Signer(string key)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(key);
    private readonly HashSet<UInt128> seen = []; // only who knows the key makes it grow

    /// <summary>The signature as lower-case hexadecimal digits; empty without a key.</summary>
    public byte[] Sign(ReadOnlySpan<byte[]> frames)
    {
        if (key.Length == 0) return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var frame in frames) hash.AppendData(frame);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether a message is signed rightly and was not seen before. Called by one thread.</summary>
    public bool Accept(byte[] signature, ReadOnlySpan<byte[]> frames)
    {
        if (key.Length == 0) return true;
        var expected = Sign(frames);
        return CryptographicOperations.FixedTimeEquals(signature, expected) && seen.Add(UInt128.Parse(expected.AsSpan(0, 32), NumberStyles.HexNumber));
    }
}
