using System.CommandLine;
using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Experiments.Compare.Workers;
using Ssl4Asd.Experiments.Granularity;
using Ssl4Asd.Metrics;
using Ssl4Asd.Presets;
using TorchSharp;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd compare</c>: all systems with several seeds, and the tables of the paper.</summary>
internal static class CompareCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var data = Options.Data(required: false);
        var preset = Options.Preset();
        var systems = new Option<string?>("--systems") { Description = "Only these, instead of the six of Table 1: names of systems and deviations, with commas", HelpName = "A,B,…" };
        var classes = new Option<string?>("--classes") { Description = "Each system with these classes instead of the usual ones (domain): machine, section, firstattribute, attributes, domain, with commas", HelpName = "G,…" };
        var seeds = new Option<int?>("--seeds") { Description = "Train each system so often, with seeds 0, 1, 2 …; 5 make the ensemble of the paper [default: 1; 4 with --granularity]", HelpName = "N" };
        var epochs = new Option<int?>("--epochs") { Description = "Instead of the preset's", HelpName = "N" };
        var ablations = new Option<bool>("--ablations") { Description = "The three ablations of Table 2 too" };
        var deviations = new Option<bool>("--deviations") { Description = "The proposed system with each deviation from the paper and its code undone, too" };
        var ladder = new Option<bool>("--ladder") { Description = "From the paper's system to direct-act, a difference at a time, instead of the six of Table 1" };
        var granularity = new Option<bool>("--granularity") { Description = "When does self-supervision help: baseline and three systems on coarse, finer and fine classes; without --data on synthetic machines of --data-seeds" };
        var dataSeeds = new Option<string>("--data-seeds") { Description = "With --granularity: seeds of the synthetic machines, such as 2-6 or 2,5", DefaultValueFactory = _ => "2-6", HelpName = "N-M" };
        var output = new Option<string?>("--out") { Description = "Folder of the comparison; a stopped one goes on, a finished one can be extended [default: comparison]", HelpName = "DIR" };
        var cache = new Option<string?>("--cache") { Description = "Instead of --out: a folder in DIR that is named by sizes and recordings, so that others never meet", HelpName = "DIR" };
        var replicates = new Option<int?>("--replicates") { Description = "Replicates of the bootstrap that intervals come from [default: 1000; 10000 with --granularity]", HelpName = "N" };
        var channels = Options.Channels();
        var truth = Options.Truth();
        var skipBroken = Options.SkipBroken();
        var workers = new Option<int?>("--workers") { Description = "Runs at once, each in a process with one thread [default: one for each core, fewer where memory is short; 1 on a GPU]; 1: one after the other, with all cores", HelpName = "N" };
        var device = Options.Device();
        var resident = Options.Resident();
        var slurm = new SlurmCommandOptions();
        var command = new Command("compare", "Train, score and evaluate all systems; Table 1, Table 2 and the ensemble") { data, truth, preset, systems, classes, seeds, epochs, ablations, deviations, ladder, granularity, dataSeeds, output, cache, replicates, channels, skipBroken, workers, device, resident };
        slurm.AddTo(command);
        command.SetAction(parsed =>
        {
            var sizes = Preset.Named(parsed.GetRequiredValue(preset)).WithEpochs(parsed.GetValue(epochs)).WithChannels(parsed.GetValue(channels));
            ClassGranularity[] granularities = parsed.GetValue(classes) is { } given ? [.. Named(given, "--classes", SystemDefinition.Granularity)] : [];
            if (parsed.GetValue(granularity))
            {
                slurm.Refuse(parsed, "--granularity");
                if (parsed.GetValue(ablations) || parsed.GetValue(deviations) || parsed.GetValue(ladder) || (parsed.GetValue(cache) ?? parsed.GetValue(truth)) is not null)
                    throw new InputException("--granularity compares --systems in --out; leave --ablations, --deviations, --ladder, --cache and --truth out.");
                var (on, some) = Means(sizes);
                var experiment = new GranularityRequest { Folder = parsed.GetValue(output) ?? "granularity", Data = parsed.GetValue(data), DataSeeds = Numbers(parsed.GetRequiredValue(dataSeeds)), Preset = sizes, Resident = parsed.UseResident(resident), SkipBroken = parsed.GetValue(skipBroken) };
                return Run(experiment with
                {
                    Classes = granularities.Length > 0 ? granularities : experiment.Classes,
                    Systems = parsed.GetValue(systems) is { } listed ? [.. Named(listed, "--systems", SystemDefinition.Named)] : experiment.Systems,
                    Seeds = parsed.GetValue(seeds) ?? experiment.Seeds,
                    Replicates = parsed.GetValue(replicates) ?? experiment.Replicates,
                }, on, some, stop);
            }
            if (parsed.GetResult(dataSeeds) is { Implicit: false })
                throw new InputException("--data-seeds are those of --granularity; add that, or leave them out.");
            var recordings = parsed.GetValue(data) ?? throw new InputException("--data is missing; name the folder of a data set (compare --granularity makes its own).");
            Variant[] chosen =
            [
                .. parsed.GetValue(systems) is { } names ? Named(names, "--systems", Variant.Named) : parsed.GetValue(ladder) ? [] : Variant.Systems,
                .. parsed.GetValue(ladder) ? Variant.Ladder : [],
                .. parsed.GetValue(ablations) ? Variant.Ablations : [],
                .. parsed.GetValue(deviations) ? Variant.Deviations : [],
            ];
            var request = new ComparisonRequest
            {
                Data = recordings,
                Truth = parsed.GetValue(truth),
                Folder = Folder(parsed.GetValue(output), parsed.GetValue(cache), recordings, parsed.GetValue(truth), sizes, parsed.GetValue(skipBroken)),
                Preset = sizes,
                Variants = Variant.Ordered(granularities.Length > 0 ? granularities.SelectMany(g => chosen.Select(v => v.WithClasses(g))) : chosen),
                Seeds = parsed.GetValue(seeds) ?? 1,
                Resident = parsed.UseResident(resident),
                SkipBroken = parsed.GetValue(skipBroken),
            };
            request = request with { Replicates = parsed.GetValue(replicates) ?? request.Replicates };
            if (slurm.Handle(parsed, request, stop) is { } code)
                return code;
            var (where, pool) = Means(sizes);
            if (slurm.MakeTask(parsed, request, where, stop) || slurm.ShowPlan(parsed, request, where, stop))
                return 0;
            var results = ProgressDisplay.Show(report => Comparison.Run(request, where, report, Output.Note, stop, pool));
            Console.Out.WriteLine($"official score: {OfficialText.Score(results.Scoring)}; percent");
            var (headers, rows) = ComparisonTables.OfficialScores(results);
            Output.Table(headers, rows);
            Console.Out.WriteLine($"all tables: {ComparisonFiles.Tables(request.Folder)}; all numbers: {ComparisonFiles.Results(request.Folder)}");
            return 0;

            (torch.Device Where, WorkerPool? Pool) Means(Preset sizes)
            {
                var where = parsed.UseDevice(device);
                var count = parsed.GetValue(workers) ?? WorkerPool.DefaultCount(where, sizes);
                return (where, count == 1 ? null : WorkerCommand.Pool(count));
            }
        });
        return command;
    }

    private static int Run(GranularityRequest request, torch.Device device, WorkerPool? pool, CancellationToken stop)
    {
        ProgressDisplay.Show(report => GranularityExperiment.Run(request, device, report, Output.Note, stop, pool));
        Console.Out.Write(File.ReadAllText(GranularityFiles.Tables(request.Folder)));
        Console.Out.WriteLine($"\nall numbers: {GranularityFiles.Contrasts(request.Folder)}, {GranularityFiles.Runs(request.Folder)}, {GranularityFiles.Probes(request.Folder)}");
        return 0;
    }

    // 2-6 or 2,5
    private static int[] Numbers(string seeds)
    {
        try
        {
            return [.. seeds.Split(',', StringSplitOptions.TrimEntries).SelectMany(part => part.Split('-') is [var from, var to]
                ? Enumerable.Range(Number(from), Math.Max(0, Number(to) - Number(from) + 1)) : [Number(part)])];
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InputException($"--data-seeds takes numbers such as 2-6 or 2,5, not '{seeds}'.", e);
        }

        static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<T> Named<T>(string names, string option, Func<string, T> named)
    {
        var all = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return all.Length > 0 ? all.Select(named) : throw new InputException($"{option} names none; name some, with commas between them, or leave it out.");
    }

    private static string Folder(string? output, string? cache, string data, string? truth, Preset sizes, bool skipBroken) => (output, cache) switch
    {
        (not null, not null) => throw new InputException("--out and --cache both say where the comparison goes; leave one out."),
        (_, "") => throw new InputException("--cache has no name; name the folder of all comparisons."),
        (_, not null) => CacheFolder(cache, data, truth, sizes, skipBroken),
        _ => output ?? "comparison",
    };

    private static string CacheFolder(string cache, string data, string? truth, Preset sizes, bool skipBroken)
    {
        using var recordings = DatasetRecordings.Load(data, sizes.Sound, skipBroken, [Split.Train, Split.Test], truth: truth);
        return ComparisonCache.Folder(cache, sizes, recordings.Dataset);
    }
}
