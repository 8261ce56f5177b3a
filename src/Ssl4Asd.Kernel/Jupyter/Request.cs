using System.Text.Json;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>A message of a client.</summary>
/// <param name="Identities">The way back to the client.</param>
/// <param name="Header">Its header as it came: the parent header of all answers.</param>
/// <param name="Type">Such as <c>execute_request</c>.</param>
/// <param name="Session">The client's session.</param>
/// <param name="Content">A JSON object.</param>
internal sealed record Request(byte[][] Identities, byte[] Header, string Type, string Session, JsonElement Content)
{
    private const int MostIdentities = 16, JsonFrames = 4;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>The delimiter between the identities and the message.</summary>
    public static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Reads a message from its frames: identities, delimiter, signature, header, parent header, metadata, content, buffers.</summary>
    /// <returns>null for what is malformed, wrongly signed or a repetition.</returns>
    public static Request? Parse(byte[][] frames, Signer signer)
    {
        // The first frame is an identity, whatever it says.
        var delimiter = Array.FindIndex(frames, 1, Math.Min(frames.Length - 1, MostIdentities), f => f.AsSpan().SequenceEqual(Delimiter));
        if (delimiter < 0 || frames.Length < delimiter + 2 + JsonFrames) return null;
        var json = frames.AsSpan(delimiter + 2, JsonFrames);
        if (!signer.Accept(frames[delimiter + 1], json)) return null;
        try
        {
            var header = JsonElement.Parse(json[0], Options);
            var content = JsonElement.Parse(json[3], Options);
            if (!IsObject(header) || !IsObject(content) || !IsObject(JsonElement.Parse(json[1], Options)) || !IsObject(JsonElement.Parse(json[2], Options))) return null;
            return header.Text("msg_type") is { Length: > 0 } type && header.Text("msg_id") is { Length: > 0 }
                ? new(frames[..delimiter], json[0], type, header.Text("session") ?? "", content)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a surrogate pair
        {
            return null;
        }
    }

    private static bool IsObject(JsonElement json) => json.ValueKind == JsonValueKind.Object;
}
