using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Engine;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>What the engine knows of a text that is being written.</summary>
internal sealed class Introspection(ICellEngine engine)
{
    public JsonObject Complete(JsonElement request)
    {
        var (code, cursor) = Cursor(request);
        var completion = engine.Complete(code, cursor);
        var (start, end) = (CodePoints.FromUtf16(code, completion.Start), CodePoints.FromUtf16(code, completion.End));
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. completion.Items.Select(i => (JsonNode)i.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. completion.Items.Select(i =>
                    new JsonObject { ["text"] = i.Text, ["type"] = i.Kind, ["start"] = start, ["end"] = end })]),
            },
        };
    }

    public JsonObject Inspect(JsonElement request)
    {
        var (code, cursor) = Cursor(request);
        var text = engine.Inspect(code, cursor);
        return new()
        {
            ["status"] = "ok",
            ["found"] = text is not null,
            ["data"] = text is null ? new() : new JsonObject { ["text/plain"] = text },
            ["metadata"] = new JsonObject(),
        };
    }

    public JsonObject IsComplete(JsonElement request)
    {
        var completeness = engine.IsComplete(request.Text("code") ?? "");
        var reply = new JsonObject { ["status"] = completeness.Status };
        if (completeness.Status == "incomplete") reply["indent"] = completeness.Indent;
        return reply;
    }

    private static (string Code, int Cursor) Cursor(JsonElement request)
    {
        var code = request.Text("code") ?? "";
        return (code, CodePoints.ToUtf16(code, request.Integer("cursor_pos") ?? int.MaxValue));
    }
}
