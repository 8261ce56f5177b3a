using System.CommandLine;
using Ssl4Asd.Data.Download;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd download</c>: a year of DCASE Task 2, into the layout that the other commands read.</summary>
internal static class DownloadCommand
{
    private static readonly IReadOnlyList<(string Name, DataPart Part)> Parts =
        [("development", DataPart.Development), ("training", DataPart.Training), ("evaluation", DataPart.Evaluation), ("ground-truth", DataPart.GroundTruth)];

    internal static Command Create(CancellationToken stop)
    {
        var data = new Argument<string>("DATASET") { Description = string.Join(", ", DcaseData.All.Select(d => d.Name)) };
        var output = new Option<string>("--out") { Description = "Folder of the data set", HelpName = "DIR", Required = true };
        var machines = new Option<string>("--machines") { Description = "Only these machines", HelpName = "A,B", DefaultValueFactory = _ => "" };
        var parts = new Option<string>("--parts") { Description = $"Only these of {string.Join(",", Parts.Select(p => p.Name))}", HelpName = "P,Q", DefaultValueFactory = _ => "" };
        var from = new Option<string?>("--from") { Description = "Take the archives from this folder instead of the network; they stay there", HelpName = "DIR" };
        var baseUrl = new Option<string?>("--base-url") { Description = "A mirror with the paths of zenodo.org and github.com", HelpName = "URL" };
        var connections = new Option<int>("--connections") { Description = "Archives fetched at once", HelpName = "N", DefaultValueFactory = _ => new DownloadOptions().Connections };
        var contact = new Option<string?>("--contact") { Description = "Your e-mail or web address, told to the servers beside this program's name; Zenodo asks for it", HelpName = "ADDRESS" };
        var keep = new Option<bool>("--keep-archives") { Description = "Keep the archives in DIR/archives" };
        var command = new Command("download", "Download a year of DCASE Task 2, 2020 to 2026; goes on where it was stopped, fetches nothing twice") { data, output, machines, parts, from, baseUrl, connections, contact, keep };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            if (string.IsNullOrWhiteSpace(folder)) throw new InputException("--out has no name; name the folder of the data set.");
            var options = new DownloadOptions
            {
                Machines = List(parsed.GetRequiredValue(machines)),
                Parts = [.. List(parsed.GetRequiredValue(parts)).Select(Part)],
                From = parsed.GetValue(from),
                BaseUrl = parsed.GetValue(baseUrl) is { } url ? Address(url) : null,
                Connections = parsed.GetValue(connections),
                Contact = parsed.GetValue(contact),
                KeepArchives = parsed.GetValue(keep),
            };
            var source = DcaseData.Named(parsed.GetRequiredValue(data));
            var checks = ProgressDisplay.Show(report => DatasetDownload.Run(source, folder, options, report, Output.Note, stop));
            Console.Out.WriteLine("training clips: source + target; test clips: source normal/source anomaly/target normal/target anomaly, or all");
            foreach (var check in checks)
                Console.Out.WriteLine(check);
            Console.Out.WriteLine(folder);
            return 0;
        });
        return command;
    }

    private static string[] List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static DataPart Part(string name)
    {
        var index = Parts.ToList().FindIndex(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? Parts[index].Part : throw new InputException($"--parts knows no '{name}'; choose from {string.Join(", ", Parts.Select(p => p.Name))}.");
    }

    private static Uri Address(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        ? address
        : throw new InputException($"--base-url {url}: not an address; expected http://… or https://…");
}
