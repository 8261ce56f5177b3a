using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Engine;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Runs cells for <c>execute_request</c>.</summary>
internal sealed class Execution(ICellEngine engine, IoPub iopub, StdinChannel stdin, History history, NativeOutput native)
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

        ICellOutput output = silent ? new NoOutput() : new CellOutput(iopub, stdin, request, request.Content.Flag("allow_stdin", true));
        native.Output = output;
        var result = Run(code, number, output);
        native.Drain();
        if (result.Status != CellStatus.Ok)
        {
            var error = Error(result.Error ?? new(result.Status.ToString(), "The cell did not run to its end.", []));
            if (!silent) iopub.Send(request, "error", error.DeepClone().AsObject());
            error["status"] = "error";
            error["execution_count"] = number;
            return error;
        }
        if (result.Value is { } value && !silent)
        {
            var content = IoPub.Bundle(value);
            content["execution_count"] = number;
            iopub.Send(request, "execute_result", content);
        }
        return new()
        {
            ["status"] = "ok",
            ["execution_count"] = number,
            ["payload"] = new JsonArray(),
            ["user_expressions"] = Expressions(request.Content, number),
        };
    }

    private CellResult Run(string code, int number, ICellOutput output)
    {
        try
        {
            return engine.Run(code, number, output);
        }
        catch (Exception e) // the engine's own; the kernel goes on
        {
            return new(CellStatus.Failed, Error: new(e.GetType().Name, e.Message, [e.ToString()]));
        }
        finally
        {
            Settle();
        }
    }

    // An interrupt of this thread may have come just after the cell's end: it must not hit the reply.
    private static void Settle()
    {
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
        }
    }

    private JsonObject Expressions(JsonElement request, int number)
    {
        var values = new JsonObject();
        if (!request.TryGetProperty("user_expressions", out var expressions) || expressions.ValueKind != JsonValueKind.Object) return values;
        foreach (var expression in expressions.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.String))
        {
            var result = Run(expression.Value.GetString()!, number, new NoOutput());
            var value = result.Status == CellStatus.Ok ? IoPub.Bundle(result.Value ?? new(new Dictionary<string, string>())) : Error(result.Error ?? new("Error", "", []));
            value["status"] = result.Status == CellStatus.Ok ? "ok" : "error";
            values[expression.Name] = value;
        }
        return values;
    }

    public static JsonObject Error(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };
}
