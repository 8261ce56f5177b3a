using System.CommandLine;
using System.Globalization;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Explaining;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd explain</c>: which frequencies and moments of a recording raise its score.</summary>
internal static class ExplainCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var run = Options.Run();
        var file = new Argument<string>("FILE") { Description = "A recording" };
        var machine = new Option<string>("--machine") { Description = "Machine type that the recording is of", HelpName = "M", Required = true };
        var section = new Option<string>("--section") { Description = "Section of the machine", HelpName = "SS", DefaultValueFactory = _ => "00" };
        var at = new Option<double>("--at") { Description = "Where the clip begins in the recording, in seconds", HelpName = "X", DefaultValueFactory = _ => 0 };
        var bands = new Option<int>("--bands") { Description = "Bands of equal width in mel", HelpName = "N", DefaultValueFactory = _ => 16 };
        var moments = new Option<int>("--moments") { Description = "Moments of equal length", HelpName = "N", DefaultValueFactory = _ => 12 };
        var output = new Option<string?>("--out") { Description = "CSV of all bands, all moments, and all bands at all moments", HelpName = "FILE" };
        var device = Options.Device();
        var command = new Command("explain", "Which frequencies and moments of a recording raise its score") { run, file, machine, section, at, bands, moments, output, device };
        var backend = new BackendOptions();
        backend.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(run);
            var chosen = backend.Chosen(parsed, new RunFolder(folder));
            using var trained = IDetector.Open(folder, parsed.UseDevice(device));
            var why = ProgressDisplay.Show(report => Occlusion.Of(
                trained, parsed.GetRequiredValue(file), parsed.GetRequiredValue(machine), parsed.GetRequiredValue(section), parsed.GetValue(at), parsed.GetValue(bands), parsed.GetValue(moments),
                chosen, report, Output.Note, stop));
            Console.Out.WriteLine($"score {Number(why.Score)}, threshold {Number(why.Threshold)}");
            IEnumerable<(string What, double Drop)> parts = [.. why.Bands.Select((drop, b) => (Hz(why, b), drop)), .. why.Moments.Select((drop, m) => (Seconds(why, m), drop))];
            Output.Table(["without", "the score falls by"], parts.Select(p => (IReadOnlyList<string>)[p.What, Number(p.Drop)]));
            var (band, moment) = why.Strongest;
            Console.Out.WriteLine($"strongest: {Hz(why, band)} at {Seconds(why, moment)}, {Number(why.Tiles[band, moment])}");
            if (parsed.GetValue(output) is { } csv)
                why.Write(csv);
            return 0;
        });
        return command;
    }

    private static string Hz(Explanation why, int band) => string.Create(CultureInfo.InvariantCulture, $"{why.Frequencies[band]:0}-{why.Frequencies[band + 1]:0} Hz");

    private static string Seconds(Explanation why, int moment) => string.Create(CultureInfo.InvariantCulture, $"{why.Times[moment]:0.##}-{why.Times[moment + 1]:0.##} s");

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
