using System.CommandLine;
using Ssl4Asd;
using Ssl4Asd.Cli;
using Ssl4Asd.Cli.Commands;

var root = new RootCommand("Self-supervised learning for anomalous sound detection: train, score and evaluate from the command line.")
{
    InspectCommand.Create(),
    TrainCommand.Create(),
    ScoreCommand.Create(),
    EvaluateCommand.Create(),
    EmbedCommand.Create(),
    DetectCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && !args.Any(a => a is "--help" or "-h" or "-?" or "--version"))
{
    var unknown = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not known here" : parsed.Errors[0].Message.TrimEnd('.');
    var command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
    return Output.Error($"{unknown}; see ssl4asd {command}--help.");
}
try
{
    // The longest training step on a slow machine has to end before Ctrl-C becomes a kill.
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
}
catch (InputException e)
{
    return Output.Error(e.Message);
}
catch (NotSupportedException e) // TorchSharp's, when its native part cannot be loaded
{
    return Output.Error(e.Message);
}
catch (OperationCanceledException)
{
    Output.Note("stopped; what was finished is kept");
    return Output.Cancelled;
}
