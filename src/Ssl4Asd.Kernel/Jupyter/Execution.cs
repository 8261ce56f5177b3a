namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Runs cells for <c>execute_request</c>.</summary>
internal sealed class Execution(Task<CellEngine> engine, IoPub iopub, StdinChannel stdin)
{
    private int next = 1;
    public History History { get; } = new();

    /// <summary>Runs the cell and tells iopub of it; the content of the reply.</summary>
    public JsonObject Execute(Request request)
    {
        var code = request.Content.Text("code") ?? "";
        var silent = request.Content.Flag("silent", false);
        var store = !silent && request.Content.Flag("store_history", true);
        var number = store ? next++ : next;
        if (store) History.Add(number, code);
        if (!silent) iopub.Send(request, "execute_input", new() { ["code"] = code, ["execution_count"] = number });

        CellOutput.Current = new RequestOutput(iopub, stdin, request, number);
        var error = string.IsNullOrWhiteSpace(code) ? null : engine.Result.Run(code, number);
        NativeOutput.Drain();
        if (error is null) return new() { ["status"] = "ok", ["execution_count"] = number, ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject() };
        if (!silent) iopub.Send(request, "error", Failure(error));
        var failure = Failure(error);
        failure["execution_count"] = number;
        return failure;
    }

    /// <summary>The content of a message that tells an error.</summary>
    public static JsonObject Failure(CellError error) =>
        new() { ["status"] = "error", ["ename"] = error.Name, ["evalue"] = error.Message, ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]) };
}
