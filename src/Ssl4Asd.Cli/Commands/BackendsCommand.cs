using System.CommandLine;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Backends;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd backends</c>: scored runs under all back ends, in one table.</summary>
internal static class BackendsCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var runs = new Argument<string[]>("RUN") { Description = "Run folders with scores of the same clips", Arity = ArgumentArity.OneOrMore };
        var ensemble = new Option<bool>("--ensemble") { Description = "Evaluate the mean scores of all runs too" };
        var options = new BackendOptions();
        var output = new Option<string?>("--out") { Description = "All harmonic means with their intervals", HelpName = "FILE.csv" };
        var command = new Command("backends", "Score and evaluate runs by all back ends, from the embeddings they keep; nothing is trained, and nothing written to the runs")
        {
            runs, ensemble, options.Neighbours, options.References, output,
        };
        command.SetAction(parsed =>
        {
            var neighbours = parsed.GetValue(options.Neighbours);
            Backend[] backends = [.. Backend.All.Where(b => b != Backend.Paper).Select(b => b.With(b.Density?.Neighbours is null ? null : neighbours, references: options.Choice(parsed)))];
            RunFolder[] folders = [.. parsed.GetRequiredValue(runs).Select(path => new RunFolder(path))];
            var comparison = ProgressDisplay.Show(report => BackendComparison.Run(folders, backends, parsed.GetValue(ensemble), report: report, stop: stop));
            Console.Out.WriteLine($"official score of {folders.Length} {(folders.Length == 1 ? "run" : "runs, mean ± standard deviation")}; percent; minus the paper's back end in points, with the 95 % interval over clips");
            var (headers, rows) = BackendTables.OfficialScores(comparison);
            Output.Table(headers, rows);
            if (parsed.GetValue(output) is { } file)
            {
                BackendTables.WriteCsv(file, comparison);
                Console.Out.WriteLine($"all numbers: {file}");
            }
            return 0;
        });
        return command;
    }
}
