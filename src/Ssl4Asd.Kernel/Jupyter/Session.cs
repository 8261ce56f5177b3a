using System.Text.Encodings.Web;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Writes the kernel's messages: ids, headers, signatures.</summary>
internal sealed class Session(Signer signer)
{
    public const string ProtocolVersion = "5.3";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };
    private readonly string id = Guid.NewGuid().ToString("N");
    private long count;

    public Signer Signer { get; } = signer;

    /// <summary>The frames of a message.</summary>
    /// <param name="route">Identities, or the topic.</param>
    /// <param name="type">Such as <c>stream</c>.</param>
    /// <param name="parent">The request that it belongs to.</param>
    /// <param name="content">Its content.</param>
    public byte[][] Message(byte[][] route, string type, Request? parent, JsonObject content)
    {
        var header = new JsonObject
        {
            ["msg_id"] = $"{id}_{Environment.ProcessId}_{Interlocked.Increment(ref count)}",
            ["session"] = id,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] json = [JsonSerializer.SerializeToUtf8Bytes(header, Options), parent?.Header ?? "{}"u8.ToArray(), "{}"u8.ToArray(), JsonSerializer.SerializeToUtf8Bytes(content, Options)];
        return [.. route, Request.Delimiter.ToArray(), Signer.Sign(json), .. json];
    }
}
