using System.CommandLine;
using System.Globalization;
using Ssl4Asd.Data.Own;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd adopt</c>: plain folders of recordings become a data set.</summary>
internal static class AdoptCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var usual = new AdoptionOptions { Folders = [] };
        var folders = new Argument<string[]>("FOLDER") { Description = "Of one machine each: with subfolders normal and anomalous, or normal recordings alone; or a folder of such folders", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Data set to make", HelpName = "DATA", Required = true };
        var normal = new Option<string>("--normal") { Description = "Subfolder of normal recordings", HelpName = "NAME", DefaultValueFactory = _ => usual.Normal };
        var anomalous = new Option<string?>("--anomalous") { Description = "Subfolder of anomalous recordings, instead of anomalous, anomaly, abnormal, faulty or faults", HelpName = "NAME" };
        var machine = new Option<string?>("--machine") { Description = "Machine type, instead of the folder's name; for one machine", HelpName = "M" };
        var sessions = new Option<string>("--sessions") { Description = "What tells sessions apart: folder (subfolders), time (of the files), none", HelpName = "R", DefaultValueFactory = _ => Csv.Word(usual.Sessions) };
        var gap = new Option<double>("--session-gap") { Description = "With --sessions time: minutes between two files that begin a new session", HelpName = "MIN", DefaultValueFactory = _ => usual.SessionGapMinutes };
        var seconds = new Option<double>("--clip-seconds") { Description = "Recordings longer than one and a half of these are cut", HelpName = "X", DefaultValueFactory = _ => usual.ClipSeconds };
        var share = new Option<double>("--test-share") { Description = "Share of the normal recordings that become test clips", HelpName = "X", DefaultValueFactory = _ => usual.TestShare };
        var outliers = new Option<string[]>("--outliers") { Description = "A folder of other machines or sounds to tell from; they are trained on only. May be given several times", HelpName = "FOLDER" };
        var demo = new Option<bool>("--with-demo-machines") { Description = "The synthetic machines of demo-data as such: 450 clips" };
        var copy = new Option<bool>("--copy") { Description = "Copy recordings instead of linking to them" };
        var skipBroken = Options.SkipBroken();
        var seed = new Option<int>("--seed") { Description = "Draws the test clips", HelpName = "N", DefaultValueFactory = _ => 0 };
        var command = new Command("adopt", "Make a data set of your own recordings; they are only read") { folders, output, normal, anomalous, machine, sessions, gap, seconds, share, outliers, demo, copy, skipBroken, seed };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            if (string.IsNullOrWhiteSpace(folder))
                throw new InputException("--out has no name; name the data set to make.");
            var options = new AdoptionOptions
            {
                Folders = parsed.GetRequiredValue(folders),
                Normal = parsed.GetRequiredValue(normal),
                Anomalous = parsed.GetValue(anomalous),
                Machine = parsed.GetValue(machine),
                Sessions = AdoptionOptions.SessionRuleNamed(parsed.GetRequiredValue(sessions)),
                SessionGapMinutes = parsed.GetValue(gap),
                ClipSeconds = parsed.GetValue(seconds),
                TestShare = parsed.GetValue(share),
                Outliers = parsed.GetValue(outliers) ?? [],
                WithDemoMachines = parsed.GetValue(demo),
                Copy = parsed.GetValue(copy),
                SkipBroken = parsed.GetValue(skipBroken),
                Seed = parsed.GetValue(seed),
            };
            var made = ProgressDisplay.Show(report => Adoption.Write(folder, options, report, Output.Note, stop));
            Output.Table(["machine", "normal", "anomalous", "sessions", "train clips", "test clips normal", "anomalous", "minutes to train on"], made.Select(m => (IReadOnlyList<string>)
                [m.Machine, Text(m.Normal), Text(m.Anomalous), Text(m.Sessions), Text(m.Train), Text(m.TestNormal), Text(m.TestAnomalous), m.Minutes.ToString("0.0", CultureInfo.InvariantCulture)]));
            Console.Out.WriteLine(folder);
            return 0;
        });
        return command;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
