using System.CommandLine;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Backends;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd score</c>: anomaly scores of all test clips.</summary>
internal static class ScoreCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var run = Options.Run();
        var data = Options.Data();
        var truth = Options.Truth();
        var skipBroken = Options.SkipBroken();
        var device = Options.Device();
        var command = new Command("score", "Score all test clips; writes RUN/scores.csv and the official submission files; of another back end to RUN/backends/B, from the embeddings of the run") { run, data, truth, skipBroken, device };
        var backend = new BackendOptions();
        backend.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = new RunFolder(parsed.GetRequiredValue(run));
            var chosen = backend.Chosen(parsed, folder);
            var format = RunSettings.Read(folder.Settings).Preset.Sound;
            var rows = ProgressDisplay.Show(report =>
            {
                using var recordings = DatasetRecordings.Load(parsed.GetRequiredValue(data), format, parsed.GetValue(skipBroken), [Split.Test], report, Output.Note, parsed.GetValue(truth), stop);
                return BackendScoring.Score(folder, chosen, recordings, parsed.UseDevice(device), report, Output.Note, stop);
            });
            var written = BackendFolder.Scored(folder, chosen);
            Console.Out.WriteLine($"{rows.Count} scores in {written.Scores}, submission files in {written.Submission}");
            return 0;
        });
        return command;
    }
}
