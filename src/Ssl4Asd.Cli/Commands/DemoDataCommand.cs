using System.CommandLine;
using Ssl4Asd.Data.Demo;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd demo-data</c>: synthetic machines in the DCASE layout.</summary>
internal static class DemoDataCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var output = new Option<string>("--out") { Description = "Folder to make", HelpName = "DIR", Required = true };
        var preset = new Option<string>("--preset") { Description = string.Join(", ", DemoDataOptions.All.Select(o => o.Name)), HelpName = "P", DefaultValueFactory = _ => DemoDataOptions.Demo.Name };
        var seed = new Option<int>("--seed") { Description = "Seed of all randomness", HelpName = "N", DefaultValueFactory = _ => 0 };
        var command = new Command("demo-data", "Write synthetic machines in the DCASE layout") { output, preset, seed };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            if (string.IsNullOrWhiteSpace(folder)) throw new InputException("--out has no name; name the folder to make.");
            var options = DemoDataOptions.Named(parsed.GetRequiredValue(preset)) with { Seed = parsed.GetValue(seed) };
            Console.Out.WriteLine(ProgressDisplay.Show(report =>
            {
                DemoData.Write(folder, options, report, stop);
                return folder;
            }));
            return 0;
        });
        return command;
    }
}
