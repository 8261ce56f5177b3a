using System.CommandLine;
using Ssl4Asd.Experiments.Bench;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd bench-worker</c>: measures one thing in a process of its own. Not for people, so not in the help.</summary>
internal static class BenchWorkerCommand
{
    private const string Name = "bench-worker";

    internal static Command Create(CancellationToken stop)
    {
        var task = new Argument<string>("task");
        var command = new Command(Name, "Measure one thing; started by bench") { task };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(BenchWorker.Run(parsed.GetRequiredValue(task), stop));
            return 0;
        });
        return command;
    }

    /// <summary>Measures in a new process.</summary>
    internal static BenchReply Measure(BenchTask task, CancellationToken stop)
    {
        // one that is killed leaves its recordings behind: they go with this folder
        var folder = Directory.CreateTempSubdirectory("ssl4asd-bench-");
        try
        {
            var start = ThisProgram.Start(Name, task.ToLine());
            foreach (var variable in new[] { "TMPDIR", "TMP", "TEMP" })
                start.Environment[variable] = folder.FullName;
            return BenchReply.Parse(ChildProcess.Run(start, Csv.Word(task.Work), stop));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
