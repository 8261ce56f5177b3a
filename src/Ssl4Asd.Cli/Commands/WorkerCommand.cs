using System.CommandLine;
using System.Text;
using Ssl4Asd.Experiments.Compare.Workers;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd worker</c>: trains and scores what a comparison tells it. Not for people, so not in the help.</summary>
internal static class WorkerCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var command = new Command("worker", "Train and score the runs of a comparison; started by compare") { Hidden = true };
        command.SetAction(_ =>
        {
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            using var tasks = new StreamReader(Console.OpenStandardInput(), utf8);
            using var replies = new StreamWriter(Console.OpenStandardOutput(), utf8) { NewLine = "\n" };
            Console.SetOut(Console.Error); // stdout is for replies
            WorkerLoop.Run(tasks, replies, e => FailureLine.Explain(e, command.Name), stop);
            return 0;
        });
        return command;
    }

    /// <summary>Workers that are started as this program was.</summary>
    internal static WorkerPool Pool(int count) => new(count, () => WorkerPool.Command(ThisProgram.Path));
}
