using System.CommandLine;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd train</c>: one run, from recordings to a folder that scores, embeds and detects.</summary>
internal static class TrainCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var data = Options.Data();
        var system = new Option<string>("--system") { Description = string.Join(", ", SystemDefinition.All.Except(SystemDefinition.LadderSteps).Select(s => s.Name)), HelpName = "S", Required = true };
        var classes = new Option<string?>("--classes") { Description = "What a class is, instead of machine type, section, attributes and domain: machine, section, firstattribute, attributes, domain, each with those before it; sessions (of adopted recordings: firstattribute), pseudo (clusters of how clips sound)", HelpName = "G" };
        var pseudo = new Option<string?>("--pseudo-labels") { Description = "Take the classes of the clips that FILE names from there (command pseudo-labels)", HelpName = "FILE" };
        var preset = Options.Preset();
        var seed = new Option<int>("--seed") { Description = "Seed of all randomness", HelpName = "N", DefaultValueFactory = _ => 0 };
        var epochs = new Option<int?>("--epochs") { Description = "Instead of the preset's", HelpName = "N" };
        var batch = new Option<int?>("--batch-size") { Description = "Instead of the preset's", HelpName = "N" };
        var seconds = new Option<double?>("--clip-seconds") { Description = "Instead of the preset's", HelpName = "X" };
        var channels = Options.Channels();
        var output = new Option<string>("--out") { Description = "Run folder to make", HelpName = "RUN", Required = true };
        var holdOut = new Option<double?>("--hold-out") { Description = "Share of the training clips that is kept out of training, for the threshold [default: 0.2 of adopted recordings, otherwise 0]", HelpName = "X" };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run in RUN, if there is one" };
        var truth = Options.Truth();
        var skipBroken = Options.SkipBroken();
        var device = Options.Device();
        var resident = Options.Resident();
        var command = new Command("train", "Train a system; the run folder is complete in itself") { data, system, classes, pseudo, preset, seed, epochs, batch, seconds, channels, holdOut, output, resume, skipBroken, device, resident };
        command.SetAction(parsed =>
        {
            var sizes = Preset.Named(parsed.GetRequiredValue(preset)).WithEpochs(parsed.GetValue(epochs)).WithChannels(parsed.GetValue(channels));
            sizes = sizes with
            {
                ClipSeconds = parsed.GetValue(seconds) ?? sizes.ClipSeconds,
                Training = sizes.Training with { BatchSize = parsed.GetValue(batch) ?? sizes.Training.BatchSize },
            };
            var request = new TrainRequest
            {
                Data = parsed.GetRequiredValue(data),
                Truth = parsed.GetValue(truth),
                Folder = parsed.GetRequiredValue(output),
                System = SystemDefinition.Named(parsed.GetRequiredValue(system)) is var named && parsed.GetValue(classes) is { } granularity
                    ? named.WithClasses(SystemDefinition.Granularity(granularity)) : named,
                PseudoLabels = parsed.GetValue(pseudo),
                Preset = sizes,
                Seed = parsed.GetValue(seed),
                HoldOut = parsed.GetValue(holdOut),
                Resident = parsed.UseResident(resident),
                SkipBroken = parsed.GetValue(skipBroken),
                Resume = parsed.GetValue(resume),
            };
            var where = parsed.UseDevice(device);
            var folder = ProgressDisplay.Show(report => TrainExperiment.Run(request, where, report, Output.Note, stop));
            Console.Out.WriteLine(folder.Path);
            return 0;
        });
        return command;
    }
}
