namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>A message of a client.</summary>
/// <param name="Identities">The way back to the client.</param>
/// <param name="Header">Its header as it came: the parent header of all answers.</param>
/// <param name="Type">Such as <c>execute_request</c>.</param>
/// <param name="Content">A JSON object.</param>
internal sealed record Request(byte[][] Identities, byte[] Header, string Type, JsonElement Content)
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
        if (delimiter < 0 || frames.Length < delimiter + 2 + JsonFrames || !signer.Accept(frames[delimiter + 1], frames.AsSpan(delimiter + 2, JsonFrames))) return null;
        try
        {
            var json = Array.ConvertAll(frames[(delimiter + 2)..(delimiter + 2 + JsonFrames)], frame => JsonElement.Parse(frame, Options));
            return json.All(part => part.ValueKind == JsonValueKind.Object) && json[0].Text("msg_type") is { Length: > 0 } type && json[0].Text("msg_id") is { Length: > 0 }
                ? new(frames[..delimiter], frames[delimiter + 2], type, json[3])
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a surrogate pair
        {
            return null;
        }
    }
}

/// <summary>Reads what a client may have left out or given in another type.</summary>
internal static class JsonElements
{
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    public static bool Flag(this JsonElement json, string name, bool fallback) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : fallback;
    public static int? Integer(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
