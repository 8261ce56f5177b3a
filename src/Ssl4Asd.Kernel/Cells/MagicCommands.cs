using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>What .NET Interactive's packages leave to their host.</summary>
internal static class MagicCommands
{
    /// <summary><c>#!time</c>: how long the cell took.</summary>
    public static KernelActionDirective Time { get; } = new("#!time") { Description = "Shows how long the cell took." };

    public static Task MeasureTime(KernelCommand command, KernelInvocationContext context)
    {
        var start = Stopwatch.GetTimestamp();
        context.OnComplete(done =>
        {
            var text = $"Wall time: {Stopwatch.GetElapsedTime(start).TotalMilliseconds}ms";
            done.Publish(new DisplayedValueProduced(text, done.Command, [new FormattedValue(PlainTextFormatter.MimeType, text)]));
        });
        return Task.CompletedTask;
    }

    /// <summary><c>GetInputAsync</c> and <c>@input</c>: a question to whoever runs the cell.</summary>
    public static Task AskAsync(RequestInput question, KernelInvocationContext context)
    {
        var output = CellOutput.Current ?? throw new InvalidOperationException("No cell is running that could ask for input.");
        context.Publish(new InputProduced(output.Ask(question.Prompt, question.IsPassword), question));
        return Task.CompletedTask;
    }
}
