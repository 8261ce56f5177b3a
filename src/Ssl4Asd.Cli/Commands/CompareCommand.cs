using System.CommandLine;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Experiments.Compare.Workers;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd compare</c>: all systems with several seeds, and the tables of the paper.</summary>
internal static class CompareCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var data = Options.Data();
        var preset = Options.Preset();
        var systems = new Option<string?>("--systems") { Description = "Only these, instead of the six of Table 1: names of systems and deviations, with commas", HelpName = "A,B,…" };
        var classes = new Option<string?>("--classes") { Description = "Each system with these classes instead of the usual ones (domain): machine, section, attributes, domain, with commas", HelpName = "G,…" };
        var seeds = new Option<int>("--seeds") { Description = "Train each system so often, with seeds 0, 1, 2 …; 5 make the ensemble of the paper", DefaultValueFactory = _ => 1, HelpName = "N" };
        var ablations = new Option<bool>("--ablations") { Description = "The three ablations of Table 2 too" };
        var deviations = new Option<bool>("--deviations") { Description = "The proposed system with each deviation from the paper and its code undone, too" };
        var output = new Option<string?>("--out") { Description = "Folder of the comparison; a stopped one goes on, a finished one can be extended [default: comparison]", HelpName = "DIR" };
        var cache = new Option<string?>("--cache") { Description = "Instead of --out: a folder in DIR that is named by sizes and recordings, so that others never meet", HelpName = "DIR" };
        var workers = new Option<int?>("--workers") { Description = "Runs at once, each in a process with one thread [default: one for each core, fewer where memory is short; 1 on a GPU]; 1: one after the other, with all cores", HelpName = "N" };
        var device = Options.Device();
        var resident = Options.Resident();
        var command = new Command("compare", "Train, score and evaluate all systems; Table 1, Table 2 and the ensemble") { data, preset, systems, classes, seeds, ablations, deviations, output, cache, workers, device, resident };
        command.SetAction(parsed =>
        {
            var sizes = Preset.Named(parsed.GetRequiredValue(preset));
            Variant[] chosen =
            [
                .. parsed.GetValue(systems) is { } names ? Named(names, "--systems", Variant.Named) : Variant.Systems,
                .. parsed.GetValue(ablations) ? Variant.Ablations : [],
                .. parsed.GetValue(deviations) ? Variant.Deviations : [],
            ];
            var request = new ComparisonRequest
            {
                Data = parsed.GetRequiredValue(data),
                Folder = Folder(parsed.GetValue(output), parsed.GetValue(cache), parsed.GetRequiredValue(data), sizes),
                Preset = sizes,
                Variants = Variant.Ordered(parsed.GetValue(classes) is { } granularities ? Named(granularities, "--classes", SystemDefinition.Granularity).SelectMany(g => chosen.Select(v => v.WithClasses(g))) : chosen),
                Seeds = parsed.GetRequiredValue(seeds),
                Resident = parsed.UseResident(resident),
            };
            var where = parsed.UseDevice(device);
            var count = parsed.GetValue(workers) ?? WorkerPool.DefaultCount(where, sizes);
            var pool = WorkerCommand.Pool(count);
            var results = ProgressDisplay.Show(report => Comparison.Run(request, where, report, Output.Note, stop, count == 1 ? null : pool));
            Console.Out.WriteLine("official score: harmonic mean of AUC source, AUC target and pAUC over machines and sections; percent");
            var (headers, rows) = ComparisonTables.OfficialScores(results);
            Output.Table(headers, rows);
            Console.Out.WriteLine($"all tables: {ComparisonFiles.Tables(request.Folder)}; all numbers: {ComparisonFiles.Results(request.Folder)}");
            return 0;
        });
        return command;
    }

    private static IEnumerable<T> Named<T>(string names, string option, Func<string, T> named)
    {
        var all = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return all.Length > 0 ? all.Select(named) : throw new InputException($"{option} names none; name some, with commas between them, or leave it out.");
    }

    private static string Folder(string? output, string? cache, string data, Preset sizes) => (output, cache) switch
    {
        (not null, not null) => throw new InputException("--out and --cache both say where the comparison goes; leave one out."),
        (_, "") => throw new InputException("--cache has no name; name the folder of all comparisons."),
        (_, not null) => ComparisonCache.Folder(cache, sizes, Dataset.Load(data)),
        _ => output ?? "comparison",
    };
}
