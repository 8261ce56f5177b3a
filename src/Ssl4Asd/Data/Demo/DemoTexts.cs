using System.Globalization;
using CsvHelper;

namespace Ssl4Asd.Data.Demo;

/// <summary>What lies beside the recordings: README, attributes, ground truth, and how every clip was made.</summary>
internal static class DemoTexts
{
    /// <summary>The first line of README.txt.</summary>
    internal const string Title = "Synthetic machines, written by ssl4asd demo-data. These are no recordings.";

    /// <summary>How every clip was made: what no real data set tells.</summary>
    internal const string SynthesisFile = "synthesis.csv";

    /// <summary>Writes all of them.</summary>
    internal static void Write(string root, IReadOnlyList<IReadOnlyList<(DemoClip Clip, string File)>> sections, DemoDataOptions options)
    {
        AtomicFile.WriteText(Path.Combine(root, UnfinishedFolder.Readme), writer => writer.Write(Readme(options)));
        foreach (var section in sections)
        {
            WriteAttributes(root, section);
            if (section[0].Clip.Machine.Subset == Subset.Evaluation) WriteTruth(root, section);
        }
        WriteCsv(
            Path.Combine(root, SynthesisFile),
            ["machine", "file", "domain", "split", "condition", "attributes", "snr_db", "fault", "severity"],
            sections.SelectMany(s => s).Select(c => (string[])
            [
                c.Clip.Machine.Name, c.File, Csv.Word(c.Clip.Name.Domain!.Value), Csv.Word(c.Clip.Name.Split!.Value), Csv.Word(c.Clip.Name.Condition!.Value),
                c.Clip.Name.Attributes, Number(c.Clip.SnrDb), c.Clip.Fault is { } fault ? fault.Kind.ToString() : "", c.Clip.Fault is { } f ? Number(f.Severity) : "",
            ]));
    }

    private static string Readme(DemoDataOptions options) => string.Create(CultureInfo.InvariantCulture, $"""
        {Title}

        Eight machine types in the layout and with the file names of DCASE Task 2, made by formulas: no microphone, no
        factory. They serve to learn, to demonstrate and to test. A score reached on them says nothing about real machines.
        No rights are claimed: do with them what you like.

        made by       ssl4asd demo-data --preset {options.Name} --seed {options.Seed}
        seed          {options.Seed}
        a section     {options.TrainSource} source and {options.TrainTarget} target training clips, {options.Test} test clips for each of source and target x normal and anomalous
        clips         16 kHz, mono, 16 bit, {0.8 * options.ClipSeconds:0.##} to {1.2 * options.ClipSeconds:0.##} s, the same for all clips of a machine type
        {SynthesisFile}  how every clip was made: noise, fault, severity
        """).ReplaceLineEndings("\n") + "\n";

    // As in DCASE: evaluation test clips are not in it.
    private static void WriteAttributes(string root, IReadOnlyList<(DemoClip Clip, string File)> section)
    {
        var machine = section[0].Clip.Machine;
        WriteCsv(
            Path.Combine(DemoData.MachineFolder(root, machine), $"attributes_{section[0].Clip.Name.Section}.csv"),
            ["file_name", "d1p", "d1v", "d2p", "d2v"],
            section.Where(c => c.Clip.Name.ToString() == c.File).Select(c => (string[])
            [
                $"{machine.Name}/{Csv.Word(c.Clip.Name.Split!.Value)}/{c.File}", machine.Attributes.Speed, c.Clip.Operation.Speed.ToString(CultureInfo.InvariantCulture),
                machine.Attributes.Load, c.Clip.Operation.Load.ToString(CultureInfo.InvariantCulture),
            ]));
    }

    private static void WriteTruth(string root, IReadOnlyList<(DemoClip Clip, string File)> section)
    {
        var test = section.Where(c => c.Clip.Name.Split == Split.Test).ToList();
        var name = $"ground_truth_{section[0].Clip.Machine.Name}_section_{section[0].Clip.Name.Section}_test.csv";
        WriteCsv(Path.Combine(root, GroundTruth.Folder, "ground_truth_data", name), null, test.Select(c => (string[])[c.File, c.Clip.Name.Condition == Condition.Anomaly ? "1" : "0"]));
        WriteCsv(Path.Combine(root, GroundTruth.Folder, "ground_truth_domain", name), null, test.Select(c => (string[])[c.File, c.Clip.Name.Domain == Domain.Target ? "1" : "0"]));
    }

    private static void WriteCsv(string path, string[]? header, IEnumerable<string[]> rows) => AtomicFile.WriteText(path, writer =>
    {
        using var csv = new CsvWriter(writer, Csv.Configuration, leaveOpen: true);
        foreach (var row in header is null ? rows : rows.Prepend(header))
        {
            foreach (var field in row) csv.WriteField(field);
            csv.NextRecord();
        }
    });

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
