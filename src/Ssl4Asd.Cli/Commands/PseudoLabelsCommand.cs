using System.CommandLine;
using Ssl4Asd.Experiments;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>pseudo-labels</c>: classes for machines whose attributes are hidden.</summary>
internal static class PseudoLabelsCommand
{
    internal static Command Create()
    {
        var run = Options.Run();
        var clusters = new Option<int>("--clusters") { Description = "Of each machine and section", HelpName = "N", DefaultValueFactory = _ => PseudoLabelsFile.Clusters };
        var all = new Option<bool>("--all") { Description = "Of machines whose attributes are known, too" };
        var output = new Option<string>("--out") { Description = "The file: machine, section, file, label", HelpName = "FILE", Required = true };
        var command = new Command("pseudo-labels", "Cluster the embeddings of the training clips of a run whose attributes are hidden; train --pseudo-labels FILE takes the clusters for classes") { run, clusters, all, output };
        command.SetAction(parsed =>
        {
            var (clips, machines) = PseudoLabelsFile.Write(new RunFolder(parsed.GetRequiredValue(run)), parsed.GetRequiredValue(output), parsed.GetValue(clusters), parsed.GetValue(all));
            Console.Out.WriteLine($"labels of {clips} training clips of {machines} {(machines == 1 ? "machine" : "machines")} in {parsed.GetRequiredValue(output)}");
            return 0;
        });
        return command;
    }
}
