using Microsoft.AspNetCore.Html;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Output of a cell as messages to all clients; what comes after its end is still shown below it. Silent requests have none.</summary>
internal sealed class RequestOutput(IoPub iopub, StdinChannel stdin, Request request, int number) : CellOutput
{
    private readonly bool isSilent = request.Content.Flag("silent", false);

    public override void Write(string text, bool isError)
    {
        if (!isSilent && text != "") iopub.Stream(request, isError, text);
    }

    public override void Show(DisplayEvent shown)
    {
        if (shown is ErrorProduced error) Write(error.Message + "\n", isError: true);
        else if (shown is StandardOutputValueProduced or StandardErrorValueProduced) Write(shown.FormattedValues.FirstOrDefault()?.Value ?? "", shown is StandardErrorValueProduced);
        else if (shown is not ReturnValueProduced { Value: DisplayedValue } && !isSilent) Send(shown);
    }

    public override string Ask(string prompt, bool isPassword)
    {
        if (isSilent || !request.Content.Flag("allow_stdin", true)) throw new InvalidOperationException("This cell cannot ask for input: the front end that ran it does not allow it.");
        iopub.Flush(TimeSpan.FromSeconds(1)); // what was printed before the question is seen before it
        return stdin.Ask(request, prompt, isPassword);
    }

    private void Send(DisplayEvent shown)
    {
        var data = new JsonObject();
        foreach (var value in shown.FormattedValues) data[value.MimeType] = value.MimeType.EndsWith("json", StringComparison.Ordinal) ? Json(value.Value) : value.Value;
        if (!data.ContainsKey(PlainTextFormatter.MimeType) && Text(shown.Value) is { } text) data[PlainTextFormatter.MimeType] = text;
        var content = new JsonObject { ["data"] = data, ["metadata"] = new JsonObject(), ["transient"] = shown.ValueId is { } id ? new JsonObject { ["display_id"] = id } : [] };
        if (shown is ReturnValueProduced) content["execution_count"] = number;
        iopub.Send(request, shown is ReturnValueProduced ? "execute_result" : shown is DisplayedValueUpdated ? "update_display_data" : "display_data", content);
    }

    // For clients that show text alone: the engine gives most values as HTML only. Not for what was text in another type.
    private static string? Text(object? value) => value switch
    {
        string or IHtmlContent => null,
        null or IFormattable or bool or char or System.Collections.IEnumerable or ITuple => value.ToDisplayString(PlainTextFormatter.MimeType),
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
