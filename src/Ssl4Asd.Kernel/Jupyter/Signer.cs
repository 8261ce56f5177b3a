using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Signs messages with HMAC-SHA256 over their JSON frames, and accepts each signature once. An empty key means unsigned.</summary>
internal sealed class Signer(string key)
{
    private const int Remembered = 1 << 18;
    private readonly byte[] key = Encoding.UTF8.GetBytes(key);
    private readonly HashSet<UInt128> seen = [];
    private readonly Queue<UInt128> order = new();

    /// <summary>The signature as lower-case hexadecimal digits; empty without a key.</summary>
    public byte[] Sign(ReadOnlySpan<byte[]> frames)
    {
        if (key.Length == 0) return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var frame in frames) hash.AppendData(frame);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether a message is signed rightly and was not seen before.</summary>
    public bool Accept(byte[] signature, ReadOnlySpan<byte[]> frames)
    {
        if (key.Length == 0) return true;
        var expected = Sign(frames);
        return CryptographicOperations.FixedTimeEquals(signature, expected) && IsNew(expected);
    }

    private bool IsNew(byte[] signature)
    {
        var half = UInt128.Parse(Encoding.ASCII.GetString(signature, 0, 32), NumberStyles.HexNumber);
        lock (seen)
        {
            if (!seen.Add(half)) return false;
            order.Enqueue(half);
            if (order.Count > Remembered) seen.Remove(order.Dequeue());
            return true;
        }
    }
}
