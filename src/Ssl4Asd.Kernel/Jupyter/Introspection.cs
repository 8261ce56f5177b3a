using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Cells;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>What the engine knows of a text that is being written.</summary>
internal sealed class Introspection(CellEngine engine)
{
    // Jupyter's words for the engine's kinds
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["Method"] = "function",
        ["ExtensionMethod"] = "function",
        ["Operator"] = "function",
        ["Delegate"] = "class",
        ["Structure"] = "struct",
        ["Namespace"] = "module",
        ["Local"] = "variable",
        ["Parameter"] = "variable",
        ["RangeVariable"] = "variable",
    };

    public JsonObject Complete(JsonElement request)
    {
        var (code, cursor) = Cursor(request);
        var completion = engine.Complete(code, cursor);
        var (start, end) = (CodePoints.FromUtf16(code, completion.Start), CodePoints.FromUtf16(code, cursor));
        var items = completion.Items.Select(item => (Text: item.FilterText ?? item.DisplayText, Kind: Kinds.GetValueOrDefault(item.Kind ?? "", item.Kind?.ToLowerInvariant() ?? "text"))).Distinct().ToList();
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. items.Select(item =>
                    new JsonObject { ["text"] = item.Text, ["type"] = item.Kind, ["start"] = start, ["end"] = end })]),
            },
        };
    }

    public JsonObject Inspect(JsonElement request)
    {
        var (code, cursor) = Cursor(request);
        var found = engine.Inspect(code, cursor);
        var data = new JsonObject();
        foreach (var value in found) data[value.MimeType] = value.Value;
        if (found.FirstOrDefault() is { } first) data["text/plain"] ??= first.Value;
        return new() { ["status"] = "ok", ["found"] = found.Count > 0, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    public static JsonObject IsComplete(JsonElement request)
    {
        var (status, indent) = CellText.IsComplete(request.Text("code") ?? "");
        var reply = new JsonObject { ["status"] = status };
        if (status == "incomplete") reply["indent"] = indent;
        return reply;
    }

    private static (string Code, int Cursor) Cursor(JsonElement request)
    {
        var code = request.Text("code") ?? "";
        return (code, CodePoints.ToUtf16(code, request.Integer("cursor_pos") ?? int.MaxValue));
    }
}
