using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Cells;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Runs cells for <c>execute_request</c>.</summary>
internal sealed class Execution(CellEngine engine, IoPub iopub, StdinChannel stdin)
{
    private int next = 1;

    public History History { get; } = new();

    /// <summary>Runs the cell and tells iopub of it.</summary>
    /// <returns>The content of the reply.</returns>
    public JsonObject Execute(Request request)
    {
        var code = request.Content.Text("code") ?? "";
        var silent = request.Content.Flag("silent", false);
        var store = !silent && request.Content.Flag("store_history", true);
        var number = store ? next++ : next;
        if (store) History.Add(number, code);
        if (!silent) iopub.Send(request, "execute_input", new() { ["code"] = code, ["execution_count"] = number });

        CellOutput.Current = new RequestOutput(iopub, stdin, request, number);
        if (Run(code, number).Error is { } error)
        {
            if (!silent) iopub.Send(request, "error", Error(error));
            var failure = Failure(error);
            failure["execution_count"] = number;
            return failure;
        }
        return new() { ["status"] = "ok", ["execution_count"] = number, ["payload"] = new JsonArray(), ["user_expressions"] = Expressions(request, number) };
    }

    /// <summary>The content of a reply that tells an error.</summary>
    public static JsonObject Failure(CellError error)
    {
        var content = Error(error);
        content["status"] = "error";
        return content;
    }

    private static JsonObject Error(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    private CellResult Run(string code, int number)
    {
        if (string.IsNullOrWhiteSpace(code)) return new();
        try
        {
            return engine.Run(code, number);
        }
        finally
        {
            NativeOutput.Drain();
        }
    }

    private JsonObject Expressions(Request request, int number)
    {
        var values = new JsonObject();
        if (!request.Content.TryGetProperty("user_expressions", out var expressions) || expressions.ValueKind != JsonValueKind.Object) return values;
        var output = CellOutput.Current;
        CellOutput.Current = null;
        foreach (var expression in expressions.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.String))
        {
            var result = Run(expression.Value.GetString()!, number);
            var value = result.Error is { } error ? Failure(error) : RequestOutput.Bundle(result.Value);
            value["status"] ??= "ok";
            values[expression.Name] = value;
        }
        CellOutput.Current = output;
        return values;
    }
}
