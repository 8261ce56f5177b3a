using System.Security.Cryptography;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Writes the kernel's messages: ids, headers, signatures.</summary>
internal sealed class Session(Signer signer)
{
    public const string ProtocolVersion = "5.3";
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };
    private readonly string id = Guid.NewGuid().ToString("N");
    private long count;

    public Signer Signer { get; } = signer;

    /// <summary>The frames of a message that belongs to a request; its <paramref name="route"/> are identities, or the topic.</summary>
    public byte[][] Message(byte[][] route, string type, Request? parent, JsonObject content)
    {
        var header = new JsonObject
        {
            ["msg_id"] = $"{id}_{Environment.ProcessId}_{Interlocked.Increment(ref count)}",
            ["session"] = id,
            ["username"] = "kernel",
            ["date"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] json = [JsonSerializer.SerializeToUtf8Bytes(header, Options), parent?.Header ?? "{}"u8.ToArray(), "{}"u8.ToArray(), JsonSerializer.SerializeToUtf8Bytes(content, Options)];
        return [.. route, Request.Delimiter.ToArray(), Signer.Sign(json), .. json];
    }
}

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
