namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>What the engine knows of a text that is being written.</summary>
internal static class Introspection
{
    public static JsonObject Complete(CellEngine engine, JsonElement request)
    {
        var (code, cursor) = Cursor(request);
        var (found, from) = engine.Complete(code, cursor);
        var (start, end) = (CodePoints(code, from), CodePoints(code, cursor));
        var items = found.Select(item => (Text: item.FilterText ?? item.DisplayText, Kind: Kind(item.Kind))).Distinct().ToList();
        var types = items.Select(item => new JsonObject { ["text"] = item.Text, ["type"] = item.Kind, ["start"] = start, ["end"] = end });
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. types]) },
        };
    }

    public static JsonObject Inspect(CellEngine engine, JsonElement request)
    {
        var (code, cursor) = Cursor(request);
        var data = new JsonObject();
        foreach (var value in engine.Inspect(code, cursor)) (data["text/plain"], data[value.MimeType]) = (value.Value, value.Value);
        return new() { ["status"] = "ok", ["found"] = data.Count > 0, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    public static JsonObject IsComplete(JsonElement request)
    {
        var (status, indent) = CellText.IsComplete(request.Text("code") ?? "");
        return new() { ["status"] = status, ["indent"] = indent };
    }

    // Jupyter's words for the engine's
    private static string Kind(string? kind) => kind switch
    {
        "Method" or "ExtensionMethod" or "Operator" => "function",
        "Local" or "Parameter" or "RangeVariable" => "variable",
        "Namespace" => "module",
        "Structure" => "struct",
        "Delegate" => "class",
        _ => kind?.ToLowerInvariant() ?? "text",
    };

    // Jupyter counts positions in code points, .NET in UTF-16 units
    private static (string Code, int Cursor) Cursor(JsonElement request)
    {
        var code = request.Text("code") ?? "";
        return (code, code.EnumerateRunes().Take(Math.Max(0, request.Integer("cursor_pos") ?? int.MaxValue)).Sum(rune => rune.Utf16SequenceLength));
    }

    private static int CodePoints(string code, int index) => code[..index].EnumerateRunes().Count();
}
