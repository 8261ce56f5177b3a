using System.CommandLine;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd score</c>: anomaly scores of all test clips.</summary>
internal static class ScoreCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var run = Options.Run();
        var data = Options.Data();
        var device = Options.Device();
        var command = new Command("score", "Score all test clips; writes RUN/scores.csv and the official submission files") { run, data, device };
        command.SetAction(parsed =>
        {
            var dataset = Dataset.Load(parsed.GetRequiredValue(data));
            using var trained = TrainedRun.Open(parsed.GetRequiredValue(run), parsed.UseDevice(device));
            var rows = ProgressDisplay.Show(report => trained.Score(dataset, report, Output.Note, stop));
            Console.Out.WriteLine($"{rows.Count} scores in {trained.Folder.Scores}, submission files in {trained.Folder.Submission}");
            return 0;
        });
        return command;
    }
}
