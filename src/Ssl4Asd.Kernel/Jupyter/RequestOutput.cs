using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Kernel.Cells;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Output of a cell as messages to all clients; what comes after its end is still shown below it. Silent requests have none.</summary>
internal sealed class RequestOutput(IoPub iopub, StdinChannel stdin, Request request, int number) : CellOutput
{
    private readonly bool isSilent = request.Content.Flag("silent", false), mayAsk = request.Content.Flag("allow_stdin", true);

    public override void Write(string text, bool isError)
    {
        if (!isSilent) iopub.Stream(request, isError, text);
    }

    public override void Show(DisplayEvent shown)
    {
        if (isSilent) return;
        switch (shown)
        {
            case ErrorProduced error:
                Write(error.Message + "\n", isError: true);
                break;
            case StandardOutputValueProduced or StandardErrorValueProduced:
                Write(shown.FormattedValues.FirstOrDefault()?.Value ?? "", shown is StandardErrorValueProduced);
                break;
            case ReturnValueProduced { Value: not DisplayedValue }:
                Send("execute_result", shown, new() { ["execution_count"] = number });
                break;
            case DisplayedValueProduced:
                Send("display_data", shown, []);
                break;
            case DisplayedValueUpdated:
                Send("update_display_data", shown, []);
                break;
        }
    }

    public override string Ask(string prompt, bool isPassword)
    {
        if (!mayAsk || isSilent) throw new InvalidOperationException("This cell cannot ask for input: the front end that ran it does not allow it.");
        iopub.Flush(TimeSpan.FromSeconds(1)); // what was printed before the question is seen before it
        return stdin.Ask(request, prompt, isPassword);
    }

    /// <summary>The fields <c>data</c> and <c>metadata</c> of a value.</summary>
    public static JsonObject Bundle(DisplayEvent shown)
    {
        var data = new JsonObject();
        foreach (var value in shown.FormattedValues) data[value.MimeType] = value.MimeType.EndsWith("json", StringComparison.Ordinal) ? Json(value.Value) : value.Value;
        if (!data.ContainsKey(PlainTextFormatter.MimeType) && Text(shown.Value) is { } text) data[PlainTextFormatter.MimeType] = text;
        return new() { ["data"] = data, ["metadata"] = new JsonObject() };
    }

    private void Send(string type, DisplayEvent shown, JsonObject content)
    {
        foreach (var (name, value) in Bundle(shown)) content[name] = value?.DeepClone();
        content["transient"] = shown.ValueId is { } id ? new JsonObject { ["display_id"] = id } : [];
        iopub.Send(request, type, content);
    }

    // For clients that show text alone: the engine gives most values as HTML only. Not for what is HTML in itself.
    private static string? Text(object? value) => value switch
    {
        Microsoft.AspNetCore.Html.IHtmlContent => null,
        null or string or IFormattable or bool or char or System.Collections.IEnumerable or System.Runtime.CompilerServices.ITuple => value.ToDisplayString(PlainTextFormatter.MimeType),
        _ => value.ToString(),
    };

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { MaxDepth = 128 });
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
