using System.CommandLine;
using Ssl4Asd.Data.Demo;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd demo-data</c>: synthetic machines in the DCASE layout, or phone recordings of one of them in plain folders.</summary>
internal static class DemoDataCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var output = new Option<string>("--out") { Description = "Folder to make", HelpName = "DIR", Required = true };
        var preset = new Option<string>("--preset") { Description = string.Join(", ", DemoDataOptions.All.Select(o => o.Name)), HelpName = "P", DefaultValueFactory = _ => DemoDataOptions.Demo.Name };
        var seed = new Option<int>("--seed") { Description = "Seed of all randomness", HelpName = "N", DefaultValueFactory = _ => 0 };
        var own = new Option<bool>("--own") { Description = "Phone recordings of one synthetic fan instead, in plain folders as adopt takes them, and a long one in which a fault begins" };
        var command = new Command("demo-data", "Write synthetic machines in the DCASE layout") { output, preset, seed, own };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            if (string.IsNullOrWhiteSpace(folder)) throw new InputException("--out has no name; name the folder to make.");
            var (size, number) = (parsed.GetRequiredValue(preset), parsed.GetValue(seed));
            Console.Out.WriteLine(ProgressDisplay.Show(report =>
            {
                if (parsed.GetValue(own))
                    PhoneRecordings.Write(folder, PhoneRecordingsOptions.Named(size) with { Seed = number }, report, stop);
                else
                    DemoData.Write(folder, DemoDataOptions.Named(size) with { Seed = number }, report, stop);
                return folder;
            }));
            return 0;
        });
        return command;
    }
}
