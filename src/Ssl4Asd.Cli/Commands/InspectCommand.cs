using System.CommandLine;
using System.Globalization;
using Ssl4Asd.Audio;
using Ssl4Asd.Data;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd inspect</c>: what a data set holds, and every problem found.</summary>
internal static class InspectCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var data = Options.Data();
        var truth = Options.Truth();
        var quick = new Option<bool>("--quick") { Description = "Names only: no recording is opened" };
        var channels = new Option<string>("--channels") { Description = "What to look at in recordings of several channels: average, near (channel 0), far (1), nearminusfar", HelpName = "C", DefaultValueFactory = _ => "average" };
        var command = new Command("inspect", "Machines, sections, domains, splits, counts, lengths, and every problem found") { data, truth, quick, channels };
        command.SetAction(parsed => Inspect(parsed.GetRequiredValue(data), parsed.GetValue(truth), parsed.GetValue(quick), SoundFormat.Usual.WithChannels(parsed.GetRequiredValue(channels)), stop));
        return command;
    }

    private static int Inspect(string data, string? truth, bool quick, SoundFormat format, CancellationToken stop)
    {
        var report = quick
            ? DatasetReport.Inspect(data, quick, truth: truth)
            : ProgressDisplay.Show(progress => DatasetReport.Inspect(data, report: progress, notice: Output.Note, truth: truth, format: format, stop: stop));
        if (report.Sections.Count > 0)
        {
            Output.Table(
                ["machine", "set", "section", "train source", "train target", "test source normal", "anomaly", "test target normal", "anomaly", "unlabelled", "attributes", "seconds min/median/max"],
                report.Sections.Select(s => (IReadOnlyList<string>)
                [
                    s.Machine, s.Subset == Subset.Development ? "dev" : "eval", s.Section, Text(s.TrainSource), Text(s.TrainTarget), Text(s.TestSourceNormal), Text(s.TestSourceAnomaly),
                    Text(s.TestTargetNormal), Text(s.TestTargetAnomaly), Text(s.TestUnknown), Text(s.Attributes),
                    s.Lengths is { } l ? FormattableString.Invariant($"{l.Minimum:0.##}/{l.Median:0.##}/{l.Maximum:0.##}") : "n/a",
                ]));
            Console.Out.WriteLine($"{report.Classes} classes (machine, section, attributes, domain)");
        }
        foreach (var problem in report.Problems)
            Console.Out.WriteLine($"{(problem.Severity == ProblemSeverity.Error ? "error" : "notice")}: {problem.Message}");
        if (quick)
            Console.Out.WriteLine("notice: --quick opened no recording: lengths, sample rates, channels, clipping, silence, duplicates and broken files were not looked at");
        if (report.CanTrain)
            return 0;
        var errors = report.Problems.Count(p => p.Severity == ProblemSeverity.Error);
        return Output.Error($"{data}: {errors} error(s), listed above; mend them before training, or leave broken recordings out with --skip-broken.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
