using System.CommandLine;
using Ssl4Asd.Cli.PyTorch;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd bench</c>: how fast this machine is at all that the other commands do.</summary>
internal static class BenchCommand
{
    private const int StepsOfAProcess = 3; // at least

    internal static Command Create(CancellationToken stop)
    {
        var preset = Options.Preset(PaperPresets.Dcase2023);
        var batch = new Option<int?>("--batch-size", "--batch") { Description = "Instead of the preset's", HelpName = "N" };
        var seconds = new Option<double?>("--clip-seconds") { Description = "Instead of the preset's", HelpName = "X" };
        var classes = new Option<int>("--classes") { Description = "Classes that the heads tell apart; DCASE2023 has 167", HelpName = "N", DefaultValueFactory = _ => new StageRequest().Classes };
        var runs = new Option<int>("--runs") { Description = "Measure so often", HelpName = "N", DefaultValueFactory = _ => new StageRequest().Runs };
        var data = new Option<string?>("--data") { Description = "Read recordings of this data set instead of noise; nothing is written there", HelpName = "DIR" };
        var output = new Option<string?>("--out") { Description = "Write all figures as CSV too", HelpName = "FILE.csv" };
        var layers = new Option<bool>("--compare-layers") { Description = "Train and embed layer by layer too, on the same libtorch, in turn with the fast path" };
        var compare = new Option<bool>("--compare-pytorch") { Description = "Train and embed with the same network in eager PyTorch too, in turn; skipped where Python or torch is missing" };
        var python = new Option<string?>("--python") { Description = "Python that has torch [default: SSL4ASD_PYTHON, or python3]", HelpName = "PATH" };
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds of steps in each process before those that count as warm; .NET compiles its loops meanwhile", HelpName = "X", DefaultValueFactory = _ => new StageRequest().WarmUp };
        var scaling = new Option<bool>("--scaling") { Description = "Time and memory as clips, clip length, batch, classes and runs grow, too" };
        var device = Options.Device();
        var command = new Command("bench", "Measure how fast this machine loads, trains, embeds and scores") { preset, batch, seconds, classes, runs, data, output, layers, compare, python, warmUp, scaling, device };
        command.SetAction(parsed =>
        {
            var sizes = Preset.Named(parsed.GetRequiredValue(preset));
            var request = new StageRequest
            {
                Preset = sizes with
                {
                    ClipSeconds = parsed.GetValue(seconds) ?? sizes.ClipSeconds,
                    Training = sizes.Training with { BatchSize = parsed.GetValue(batch) ?? sizes.Training.BatchSize },
                },
                Classes = parsed.GetValue(classes),
                Runs = parsed.GetValue(runs),
                WarmUp = parsed.GetValue(warmUp),
                Data = parsed.GetValue(data),
            }.Validate();
            if (request.Data is { } folder)
                Dataset.Load(folder); // before the work that needs it last
            var where = parsed.UseDevice(device);
            var rows = new List<BenchRow>();
            // what runs in other processes comes first, while this one is small
            Compare(request, where.ToString(), parsed.GetValue(layers), parsed.GetValue(compare), parsed.GetValue(python), rows, stop);
            if (parsed.GetValue(scaling))
                Scale(request.Preset, where.ToString(), rows, stop);
            Stages(request, where, rows, stop);
            if (parsed.GetValue(output) is { } file)
                BenchCsv.Write(file, rows);
            return 0;
        });
        return command;
    }

    private static void Stages(StageRequest request, TorchSharp.torch.Device device, List<BenchRow> rows, CancellationToken stop)
    {
        var report = ProgressDisplay.Show(progress => StageBench.Run(request, device, progress, stop));
        rows.AddRange(BenchCsv.Rows(report));
        BenchTables.Print(report);
    }

    private static void Compare(StageRequest request, string device, bool layers, bool pytorch, string? python, List<BenchRow> rows, CancellationToken stop)
    {
        var (preset, batch) = (request.Preset, request.Preset.Training.BatchSize);
        var sides = new List<ComparedSide> { Own("Ssl4Asd", layerByLayer: false) };
        if (layers)
            sides.Add(Own("layer by layer", layerByLayer: true));
        using var eager = pytorch ? PyTorch(python, stop) : null;
        if (eager is not null)
            sides.AddRange([Eager("PyTorch", tuned: false), Eager("PyTorch, tuned", tuned: true)]);
        if (sides.Count == 1)
            return;
        var results = ProgressDisplay.Show(progress => SideComparison.Run(sides, batch, request.Runs, progress, stop));
        rows.AddRange(BenchCsv.Rows(results));
        BenchTables.Print(results);

        ComparedSide Own(string name, bool layerByLayer) => new(name, work =>
            BenchWorkerCommand.Measure(new BenchTask(work, preset, request.Classes, batch, StepsOfAProcess, device, layerByLayer, request.WarmUp), stop));

        ComparedSide Eager(string name, bool tuned) => new(name, work => eager!.Measure(work, preset, request.Classes, StepsOfAProcess, request.WarmUp, device, tuned, stop));
    }

    // null, and a line that says why, where it cannot be had
    private static PyTorchBench? PyTorch(string? python, CancellationToken stop)
    {
        python ??= Environment.GetEnvironmentVariable("SSL4ASD_PYTHON") is { Length: > 0 } named ? named : OperatingSystem.IsWindows() ? "python" : "python3";
        if (PyTorchBench.Missing(python, stop) is not { } reason)
            return new PyTorchBench(python);
        Output.Note(reason);
        return null;
    }

    private static void Scale(Preset preset, string device, List<BenchRow> rows, CancellationToken stop)
    {
        var series = ProgressDisplay.Show(report => ScalingRuns.Measure(preset, device, report, stop));
        rows.AddRange(BenchCsv.Rows(series));
        BenchTables.Print(series);
    }
}
