using System.CommandLine;
using Ssl4Asd.Data.Own;
using Ssl4Asd.Experiments;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd detect</c>: score, threshold and decision for recordings, folders of them, long ones, and what arrives.</summary>
internal static class DetectCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var run = Options.Run();
        var files = new Argument<string[]>("FILE") { Description = "Recordings of any name, and folders of recordings", Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<string?>("--list") { Description = "A text file with one recording a line; - for stdin", HelpName = "FILE" };
        var watch = new Option<string?>("--watch") { Description = "Score the recordings that arrive in DIR, until Ctrl-C", HelpName = "DIR" };
        var machine = new Option<string>("--machine") { Description = "Machine type that the recordings are of", HelpName = "M", Required = true };
        var section = new Option<string>("--section") { Description = "Section of the machine", HelpName = "SS", DefaultValueFactory = _ => "00" };
        var hop = new Option<double?>("--hop") { Description = "A score every X seconds, for long recordings, as CSV", HelpName = "X" };
        var percentile = new Option<double?>("--percentile") { Description = "Threshold: so many percent of normal recordings stay below it, instead of the preset's 90", HelpName = "P" };
        var falseAlarms = new Option<double?>("--false-alarms") { Description = "Threshold: so many false alarms in an hour of sound", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        var skipBroken = Options.SkipBroken();
        var device = Options.Device();
        var command = new Command("detect", "Score, threshold and decision for recordings") { run, files, list, watch, machine, section, hop, percentile, falseAlarms, json, skipBroken, device };
        var backend = new BackendOptions();
        backend.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = RecordingList.Of(parsed.GetValue(files) ?? [], parsed.GetValue(list));
            var arriving = parsed.GetValue(watch) is { } folder ? new FolderWatch(folder) : null;
            if (paths.Count == 0 && arriving is null)
                throw new InputException("There is nothing to score; name recordings or folders, or --list or --watch.");
            if (parsed.GetValue(percentile) is not null && parsed.GetValue(falseAlarms) is not null)
                throw new InputException("--percentile and --false-alarms are two ways to set one threshold; take one of them.");
            var runFolder = parsed.GetRequiredValue(run);
            var chosen = backend.Chosen(parsed, new RunFolder(runFolder));
            using var trained = IDetector.Open(runFolder, parsed.UseDevice(device));
            if (parsed.GetValue(skipBroken) && paths.Count > 0)
                paths = [.. Recordings.WithoutBroken(paths, trained.Settings.Preset.Sound, Output.Note, stop)];
            var step = parsed.GetValue(hop);
            var percent = parsed.GetValue(falseAlarms) is { } alarms ? Detector.PercentOf(alarms, step ?? trained.Settings.Preset.ClipSeconds) : parsed.GetValue(percentile);
            var detector = new Detector(trained, parsed.GetRequiredValue(machine), parsed.GetRequiredValue(section), chosen, percent, Output.Note);

            var told = new HashSet<string>();
            // of the hundredth file that arrives the same need not be said again
            void Tell(string line)
            {
                if (told.Add(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]))
                    Output.Note(line);
            }
            IEnumerable<Detection> Detect(IReadOnlyList<string> some) => step is { } x
                ? some.SelectMany(path => detector.DetectAlong(path, x, notice: Tell, stop: stop))
                : detector.Detect(some, Tell, stop);
            if (!parsed.GetValue(json) && step is null && arriving is null)
            {
                Output.Table(["score", "threshold", "margin", "decision", "file"], Detect(paths).Select(d => (IReadOnlyList<string>)
                    [.. DetectionWriter.Numbers(d), d.Path]));
                return 0;
            }
            using var lines = new DetectionWriter(parsed.GetValue(json));
            foreach (var detection in Detect(paths))
                lines.Write(detection);
            while (arriving is not null && !stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.5)))
                Watch(arriving, Detect, lines, stop);
            return 0;
        });
        return command;
    }

    // whatever is wrong with one of them, the others are scored; a broken one is tried again when it changes
    private static void Watch(FolderWatch arriving, Func<IReadOnlyList<string>, IEnumerable<Detection>> detect, DetectionWriter lines, CancellationToken stop)
    {
        foreach (var path in arriving.Poll().TakeWhile(_ => !stop.IsCancellationRequested))
        {
            try
            {
                foreach (var detection in detect([path]))
                    lines.Write(detection);
            }
            catch (InputException e)
            {
                Output.Note(e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
