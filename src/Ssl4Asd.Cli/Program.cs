using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using System.Text;
using Ssl4Asd.Cli;
using Ssl4Asd.Cli.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// what it takes to say that there are no file handles left, while there are some
Console.Error.Flush();
using (var errors = Console.OpenStandardError())
    errors.Write([]);

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested; // the work ends between two steps; a second signal kills
    stop.Cancel();
}
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// no RootCommand: that is called like the file, and users call it ssl4asd
var root = new Command("ssl4asd", "Self-supervised learning for anomalous sound detection: train, score and evaluate from the command line.")
{
    new HelpOption(),
    new VersionOption(),
    DemoDataCommand.Create(stop.Token),
    DownloadCommand.Create(stop.Token),
    AdoptCommand.Create(stop.Token),
    InspectCommand.Create(stop.Token),
    TrainCommand.Create(stop.Token),
    PseudoLabelsCommand.Create(),
    ScoreCommand.Create(stop.Token),
    EvaluateCommand.Create(),
    BackendsCommand.Create(stop.Token),
    CompareCommand.Create(stop.Token),
    EmbedCommand.Create(stop.Token),
    DetectCommand.Create(stop.Token),
    ExplainCommand.Create(stop.Token),
    BenchCommand.Create(stop.Token),
    WorkerCommand.Create(stop.Token),
    BenchWorkerCommand.Create(stop.Token),
};

// a name that begins with @ is a name, not a file of more options
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    var unknown = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not known here" : Options.Explain(parsed.Errors[0]);
    var command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
    return Output.Error($"{unknown}; see ssl4asd {command}--help.");
}
try
{
    return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (FailureLine.Explain(e, parsed.CommandResult.Command.Name) is { } line)
{
    return Output.Error(line);
}
catch (OperationCanceledException)
{
    Output.Note("stopped; what was finished is kept");
    return Output.Cancelled;
}
