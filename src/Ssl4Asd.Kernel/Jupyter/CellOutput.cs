using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Engine;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Where one cell writes; what comes after its end is still shown below it.</summary>
internal sealed class CellOutput(IoPub iopub, StdinChannel stdin, Request request, bool mayAsk) : ICellOutput
{
    public void Write(string text, bool isError) => iopub.Stream(request, isError, text);

    public void Display(MimeBundle bundle, string? displayId = null, bool isUpdate = false)
    {
        var content = IoPub.Bundle(bundle);
        content["transient"] = displayId is null ? new() : new JsonObject { ["display_id"] = displayId };
        iopub.Send(request, isUpdate ? "update_display_data" : "display_data", content);
    }

    public void Clear(bool wait) => iopub.Send(request, "clear_output", new() { ["wait"] = wait });

    public string ReadLine(string prompt, bool isPassword)
    {
        if (!mayAsk) throw new InvalidOperationException("This cell cannot ask for input: the front end that ran it does not allow it.");
        iopub.Flush(TimeSpan.FromSeconds(1)); // what was printed before the question is seen before it
        return stdin.Ask(request, prompt, isPassword);
    }
}

/// <summary>Takes no output: for silent requests.</summary>
internal sealed class NoOutput : ICellOutput
{
    public void Write(string text, bool isError)
    {
    }

    public void Display(MimeBundle bundle, string? displayId = null, bool isUpdate = false)
    {
    }

    public void Clear(bool wait)
    {
    }

    public string ReadLine(string prompt, bool isPassword) => throw new InvalidOperationException("A silent request cannot ask for input.");
}
