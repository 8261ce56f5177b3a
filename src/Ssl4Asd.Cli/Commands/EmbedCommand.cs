using System.CommandLine;
using CsvHelper;
using Ssl4Asd.Experiments;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd embed</c>: one CSV row of 256 numbers a file.</summary>
internal static class EmbedCommand
{
    internal static Command Create(CancellationToken stop)
    {
        var run = Options.Run();
        var wav = new Option<string[]>("--wav") { Description = "Recordings", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.OneOrMore };
        var skipBroken = Options.SkipBroken();
        var device = Options.Device();
        var command = new Command("embed", "Embed recordings, without randomness: file, e0 … e255 as CSV on stdout") { run, wav, skipBroken, device };
        command.SetAction(parsed =>
        {
            using var trained = TrainedRun.Open(parsed.GetRequiredValue(run), parsed.UseDevice(device));
            IReadOnlyList<string> files = parsed.GetRequiredValue(wav);
            files = parsed.GetValue(skipBroken) ? Recordings.WithoutBroken(files, trained.Settings.Preset.Sound, Output.Note, stop) : files;
            var embeddings = trained.Embed(files, notice: Output.Note, stop: stop);
            Write(Console.Out, files, embeddings);
            return 0;
        });
        return command;
    }

    private static void Write(TextWriter output, IReadOnlyList<string> files, float[,] embeddings)
    {
        using var csv = new CsvWriter(output, Csv.Configuration, leaveOpen: true);
        csv.WriteField("file");
        for (var i = 0; i < embeddings.GetLength(1); i++)
            csv.WriteField($"e{i}");
        csv.NextRecord();
        for (var row = 0; row < files.Count; row++)
        {
            csv.WriteField(files[row]);
            for (var i = 0; i < embeddings.GetLength(1); i++)
                csv.WriteField(embeddings[row, i]);
            csv.NextRecord();
        }
    }
}
