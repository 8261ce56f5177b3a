using System.CommandLine;
using System.Globalization;
using Ssl4Asd.Experiments;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd detect</c>: score, threshold and decision for single recordings.</summary>
internal static class DetectCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var run = Options.Run();
        var files = new Argument<string[]>("FILE") { Description = "Recordings, of any name", Arity = ArgumentArity.OneOrMore };
        var machine = new Option<string>("--machine") { Description = "Machine type that the recordings are of", HelpName = "M", Required = true };
        var section = new Option<string>("--section") { Description = "Section of the machine", HelpName = "SS", DefaultValueFactory = _ => "00" };
        var skipBroken = Options.SkipBroken();
        var device = Options.Device();
        var command = new Command("detect", "Score, threshold and decision for single recordings") { run, files, machine, section, skipBroken, device };
        var backend = new BackendOptions();
        backend.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(run);
            var chosen = backend.Chosen(parsed, new RunFolder(folder));
            using var trained = IDetector.Open(folder, parsed.UseDevice(device));
            var (m, s) = (parsed.GetRequiredValue(machine), parsed.GetRequiredValue(section));
            IReadOnlyList<string> paths = parsed.GetRequiredValue(files);
            paths = parsed.GetValue(skipBroken) ? Recordings.WithoutBroken(paths, RunSettings.Read(new RunFolder(folder).Settings).Preset.SampleRate, Output.Note, stop) : paths;
            var detections = trained.Detect(paths, m, s, Output.Note, chosen, stop);
            Output.Table(["score", "threshold", "decision", "file"], detections.Select(d => (IReadOnlyList<string>)
                [Text(d.Score), Text(d.Threshold), d.IsAnomaly ? "anomaly" : "normal", d.Path]));
            return 0;
        });
        return command;
    }

    private static string Text(double number) => number.ToString("0.000000", CultureInfo.InvariantCulture);
}
