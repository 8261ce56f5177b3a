using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Cells;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Runs cells for <c>execute_request</c>.</summary>
internal sealed class Execution(CellEngine engine, IoPub iopub, StdinChannel stdin, History history, NativeOutput native)
{
    private int next = 1;

    /// <summary>Runs the cell and tells iopub of it.</summary>
    /// <returns>The content of the reply.</returns>
    public JsonObject Execute(Request request)
    {
        var code = request.Content.Text("code") ?? "";
        var silent = request.Content.Flag("silent", false);
        var store = !silent && request.Content.Flag("store_history", true);
        var number = store ? next++ : next;
        if (store) history.Add(number, code);
        if (!silent) iopub.Send(request, "execute_input", new() { ["code"] = code, ["execution_count"] = number });

        CellOutput.Current = new RequestOutput(iopub, stdin, request, number);
        var result = Run(code, number);
        if (result.Error is { } failure)
        {
            var error = Error(failure);
            if (!silent) iopub.Send(request, "error", error.DeepClone().AsObject());
            error["status"] = "error";
            error["execution_count"] = number;
            return error;
        }
        return new()
        {
            ["status"] = "ok",
            ["execution_count"] = number,
            ["payload"] = new JsonArray(),
            ["user_expressions"] = Expressions(request, number),
        };
    }

    public static JsonObject Error(CellError error) => new()
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
        catch (Exception e) // the engine's own; the kernel goes on
        {
            Log.Write($"In[{number}]: {e}");
            return new(CellErrors.OfException(e));
        }
        finally
        {
            native.Drain();
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
            var value = result.Error is { } error ? Error(error) : result.Value is { } shown ? RequestOutput.Bundle(shown) : new() { ["data"] = new JsonObject(), ["metadata"] = new JsonObject() };
            value["status"] = result.Error is null ? "ok" : "error";
            values[expression.Name] = value;
        }
        CellOutput.Current = output;
        return values;
    }
}
