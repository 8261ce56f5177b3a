using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ssl4Asd.Data.Download;

namespace Ssl4Asd.Tests.Data.Download;

/// <summary>
/// The archives of a data set as they are published, with short clips of noise: zip files of the real structure and names, the
/// records' listings, and the evaluator's repository as GitHub packs it.
/// </summary>
internal static class PublishedSet
{
    /// <summary>Two machines for development (sections 00, 01), two others for evaluation; a handful of clips each.</summary>
    internal static DcaseData Small { get; } = new()
    {
        Name = "small",
        Title = "A small set",
        Development = [Machine("bearing", "00", "01"), Machine("fan", "00")],
        Evaluation = [Machine("bandsaw", "00"), Machine("Vacuum", "00")],
        ShortestClip = 0.001,
        LongestClip = 0.02,
        DevelopmentRecord = "11",
        TrainingRecord = "12",
        EvaluationRecord = "13",
        TruthRepository = "somebody/evaluator",
        TruthCommit = "0123abc",
    };

    internal static MachineSections Machine(string name, params string[] sections) =>
        new(name, [.. sections.Select(s => new SectionCounts(s, 5, 2, 3, 2, 2, 1))]);

    /// <summary>All archives of a choice by their paths on a mirror, and the listings.</summary>
    internal static Dictionary<string, byte[]> Files(DcaseData data, IReadOnlyCollection<string> machines, bool withListings = true)
    {
        var archives = data.Archives(machines, []);
        var files = archives.ToDictionary(a => a.Path, Zip);
        if (!withListings)
            return files;
        foreach (var record in archives.Where(a => a.Part != DataPart.GroundTruth).GroupBy(a => a.Source))
            files[$"api/records/{record.Key}"] = Listing(record.Key, record.Select(a => (a.FileName, files[a.Path])));
        return files;
    }

    internal static Dictionary<string, byte[]> SmallFiles(bool withListings = true) => Files(Small, [], withListings);

    /// <summary>The small set with built-in checksums, as DCASE2023 has them.</summary>
    internal static DcaseData WithMd5(IReadOnlyDictionary<string, byte[]> files) => Small with
    {
        Md5 = Small.Archives([], []).Where(a => a.Part != DataPart.GroundTruth).ToDictionary(a => a.FileName, a => Md5(files[a.Path])),
    };

    internal static string Md5(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));

    /// <summary>The answer of Zenodo to /api/records/ID, with what else is in it.</summary>
    internal static byte[] Listing(string record, IEnumerable<(string Name, byte[] Content)> files) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = int.Parse(record, System.Globalization.CultureInfo.InvariantCulture),
        doi = $"10.5281/zenodo.{record}",
        metadata = new { title = "DCASE", license = new { id = "cc-by-nc-sa-4.0" } },
        files = files.Select(f => new
        {
            id = Guid.Empty,
            key = f.Name,
            size = f.Content.Length,
            checksum = $"md5:{Md5(f.Content)}",
            links = new { self = $"https://zenodo.org/api/records/{record}/files/{f.Name}/content" },
        }),
    });

    internal static byte[] Zip(DataArchive archive) => Zip(archive.Part == DataPart.GroundTruth ? Truth(archive) : Clips(archive));

    internal static byte[] Zip(IEnumerable<(string Name, byte[] Content)> entries, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, level);
                entry.LastWriteTime = new DateTimeOffset(2023, 4, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>What is in the zip of a machine, folders included.</summary>
    internal static IEnumerable<(string Name, byte[] Content)> Clips(DataArchive archive)
    {
        var machine = archive.Machines[0];
        yield return ($"{machine.Machine}/", []);
        foreach (var section in machine.Sections)
        {
            if (archive.Part != DataPart.Evaluation)
            {
                foreach (var (domain, count) in new[] { ("source", section.TrainSource), ("target", section.TrainTarget) })
                    for (var i = 0; i < count; i++)
                        yield return Clip($"train/section_{section.Section}_{domain}_train_normal_{i:0000}_vel_{i % 3}.wav");
                yield return ($"{machine.Machine}/attributes_{section.Section}.csv", Encoding.ASCII.GetBytes("file_name,d1p,d1v\n"));
            }
            if (archive.Part == DataPart.Development)
            {
                foreach (var (name, count) in new[] { ("source_test_normal", section.SourceNormal), ("source_test_anomaly", section.SourceAnomaly), ("target_test_normal", section.TargetNormal), ("target_test_anomaly", section.TargetAnomaly) })
                    for (var i = 0; i < count; i++)
                        yield return Clip($"test/section_{section.Section}_{name}_{i:0000}_vel_1.wav");
            }
            if (archive.Part == DataPart.Evaluation)
            {
                for (var i = 0; i < section.Test; i++)
                    yield return Clip($"test/section_{section.Section}_{i:0000}.wav");
            }
        }

        (string, byte[]) Clip(string name) => ($"{machine.Machine}/{name}", Wav(archive.LocalName + name));
    }

    // The whole repository, as GitHub packs it: below a folder with its name and commit.
    private static IEnumerable<(string Name, byte[] Content)> Truth(DataArchive archive)
    {
        var top = Path.GetFileNameWithoutExtension(archive.LocalName);
        yield return ($"{top}/", []);
        yield return ($"{top}/README.md", Encoding.ASCII.GetBytes("# evaluator"));
        foreach (var machine in archive.Machines)
        {
            foreach (var section in machine.Sections)
            {
                var name = $"ground_truth_{machine.Machine}_section_{section.Section}_test.csv";
                yield return ($"{top}/ground_truth_attributes/{name}", Encoding.ASCII.GetBytes("no,rows,of,ours\n"));
                yield return ($"{top}/ground_truth_data/{name}", Rows(section, section.SourceAnomaly + section.TargetAnomaly));
                yield return ($"{top}/ground_truth_domain/{name}", Rows(section, section.TargetNormal + section.TargetAnomaly));
            }
        }
    }

    private static byte[] Rows(SectionCounts section, int ones) => Encoding.ASCII.GetBytes(string.Concat(
        Enumerable.Range(0, section.Test).Select(i => $"section_{section.Section}_{i:0000}.wav,{(i < ones ? 1 : 0)}\n")));

    /// <summary>A clip of noise, 10 … 20 ms long, the same for the same name.</summary>
    private static byte[] Wav(string name)
    {
        var random = new Random(name.Aggregate(7, (hash, c) => unchecked(hash * 31 + c)));
        var samples = new byte[2 * random.Next(160, 320)];
        random.NextBytes(samples);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(16_000);
        writer.Write(32_000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length);
        writer.Write(samples);
        return stream.ToArray();
    }
}
