using System.CommandLine;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd compare</c>: all systems with several seeds, and the tables of the paper.</summary>
internal static class CompareCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var data = Options.Data();
        var preset = Options.Preset();
        var seeds = new Option<int>("--seeds") { Description = "Train each system so often, with seeds 0, 1, 2 …; 5 make the ensemble of the paper", DefaultValueFactory = _ => 1, HelpName = "N" };
        var ablations = new Option<bool>("--ablations") { Description = "The three ablations of Table 2 too" };
        var deviations = new Option<bool>("--deviations") { Description = "The proposed system with each deviation from the paper and its code undone, too" };
        var output = new Option<string>("--out") { Description = "Folder of the comparison; a stopped one goes on, a finished one can be extended", DefaultValueFactory = _ => "comparison", HelpName = "DIR" };
        var device = Options.Device();
        var command = new Command("compare", "Train, score and evaluate all systems; Table 1, Table 2 and the ensemble") { data, preset, seeds, ablations, deviations, output, device };
        command.SetAction(parsed =>
        {
            var request = new ComparisonRequest
            {
                Data = parsed.GetRequiredValue(data),
                Folder = parsed.GetRequiredValue(output),
                Preset = Preset.Named(parsed.GetRequiredValue(preset)),
                Variants =
                [
                    .. Variant.Systems,
                    .. parsed.GetValue(ablations) ? Variant.Ablations : [],
                    .. parsed.GetValue(deviations) ? Variant.Deviations : [],
                ],
                Seeds = parsed.GetRequiredValue(seeds),
            };
            var where = parsed.UseDevice(device);
            var results = ProgressDisplay.Show(report => Comparison.Run(request, where, report, Output.Note, stop));
            Console.Out.WriteLine("official score: harmonic mean of AUC source, AUC target and pAUC over machines and sections; percent");
            var (headers, rows) = ComparisonTables.OfficialScores(results);
            Output.Table(headers, rows);
            Console.Out.WriteLine($"all tables: {ComparisonFiles.Tables(request.Folder)}; all numbers: {ComparisonFiles.Results(request.Folder)}");
            return 0;
        });
        return command;
    }
}
