using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Download;
using Ssl4Asd.Data.Years;

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
        Truth = TruthSource.Evaluator("somebody/evaluator", "0123abc"),
    };

    /// <summary>A year as it is published, machines, sections, names of archives and all, with a handful of clips in each section and no checksums.</summary>
    internal static DcaseData Shrunk(DcaseData year) => year with
    {
        Development = Shrunk(year, year.Development),
        Evaluation = Shrunk(year, year.Evaluation),
        ShortestClip = 0.001,
        LongestClip = 0.02,
        Md5 = new Dictionary<string, string>(),
    };

    private static MachineSections[] Shrunk(DcaseData year, IReadOnlyList<MachineSections> machines) =>
        [.. machines.Select(m => new MachineSections(m.Machine, [.. m.Sections.Select(s => year.Layout.HasDomains ? new SectionCounts(s.Section, 5, 2, 3, 2, 2, 2) : new SectionCounts(s.Section, 5, 0, 3, 2, 0, 0))]))];

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
                foreach (var (domain, count) in new[] { (Domain.Source, section.TrainSource), (Domain.Target, section.TrainTarget) })
                    for (var i = 0; i < count; i++)
                        yield return Clip($"train/{Name(domain, Split.Train, Condition.Normal, i)}");
                if (archive.Data.Layout.HasDomains)
                    yield return ($"{machine.Machine}/attributes_{section.Section}.csv", Encoding.ASCII.GetBytes("file_name,d1p,d1v\n"));
                foreach (var other in archive.Data.OtherFolders)
                    yield return Clip($"{other}/section_{section.Section}_source_supplemental_noise_0000.wav");
            }
            foreach (var (_, file, domain, condition, number) in Test(archive.Data, section))
            {
                if (archive.Part == DataPart.Development)
                    yield return Clip($"{Folder(domain)}/{Name(domain, Split.Test, condition, number)}");
                else if (archive.Part == DataPart.Evaluation)
                    yield return Clip($"{Folder(domain)}/{file}");
            }

            string Name(Domain domain, Split split, Condition condition, int i) => archive.Data.Layout.Names == ClipNameForm.Id
                ? $"{Word(condition)}_id_{section.Section}_{i:00000000}.wav"
                : $"section_{section.Section}_{Word(domain)}_{Word(split)}_{Word(condition)}_{i:0000}{(archive.Data.Layout == DcaseLayout.DomainFolders && split == Split.Test ? "" : Attributes(i))}.wav";

            // since 2024 some machines hide theirs, by a word or by nothing behind the last _
            string Attributes(int i) => (archive.Data.OtherFolders.Count > 0, machine.Machine) switch
            {
                (true, "fan") => "_noAttribute",
                (true, "valve") => "_",
                _ => $"_vel_{i % 3}",
            };
        }

        (string, byte[]) Clip(string name) => ($"{machine.Machine}/{name}", Wav(archive.LocalName + name, archive.Data.Channels));
        string Folder(Domain domain) => archive.Data.Layout.TestFolders.First(t => t.Domain is null || t.Domain == domain).Folder;
    }

    /// <summary>The test clips of a section: the unlabelled and the labelled name, what they are, and the number of the latter.</summary>
    private static IEnumerable<(string Labelled, string File, Domain Domain, Condition Condition, int Number)> Test(DcaseData data, SectionCounts section)
    {
        var (all, ofDomain) = (0, new int[2]);
        foreach (var (domain, condition, count) in new[]
        {
            (Domain.Source, Condition.Normal, section.SourceNormal), (Domain.Source, Condition.Anomaly, section.SourceAnomaly),
            (Domain.Target, Condition.Normal, section.TargetNormal), (Domain.Target, Condition.Anomaly, section.TargetAnomaly),
        })
        {
            for (var i = 0; i < count; i++, all++, ofDomain[(int)domain]++)
            {
                yield return data.Layout.Names == ClipNameForm.Id
                    ? ($"{Word(condition)}_id_{section.Section}_{i:00000000}.wav", $"id_{section.Section}_{all:00000000}.wav", domain, condition, i)
                    : ($"section_{section.Section}_{Word(domain)}_test_{Word(condition)}_{i:0000}.wav",
                        data.Layout == DcaseLayout.DomainFolders ? $"section_{section.Section}_{Word(domain)}_test_{ofDomain[(int)domain]:0000}.wav" : $"section_{section.Section}_{all:0000}.wav", domain, condition, i);
            }
        }
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    // The whole repository, as GitHub packs it: below a folder with its name and commit.
    private static IEnumerable<(string Name, byte[] Content)> Truth(DataArchive archive)
    {
        var (data, truth) = (archive.Data, archive.Data.Truth!);
        var top = Path.GetFileNameWithoutExtension(archive.LocalName);
        yield return ($"{top}/", []);
        yield return ($"{top}/README.md", Encoding.ASCII.GetBytes("# evaluator"));
        if (truth.List is { } list) // with CRLF, and in 2020 with the condition
            yield return ($"{top}/{list}", Encoding.ASCII.GetBytes(string.Concat(archive.Machines.SelectMany(m => m.Sections.SelectMany(s => Test(data, s)
                .Select(t => $"{t.File},{t.Labelled}{(data.Layout.HasDomains ? "" : $",{(int)t.Condition}")}\r\n")).Prepend($"{m.Machine}\r\n")))));
        foreach (var (machine, section) in archive.Machines.SelectMany(m => m.Sections, (m, s) => (m.Machine, s)))
        {
            yield return ($"{top}/ground_truth_attributes/ground_truth_{machine}_section_{section.Section}_test.csv", Encoding.ASCII.GetBytes("no,rows,of,ours\n"));
            foreach (var kind in truth.Folders)
            {
                foreach (var group in Test(data, section).GroupBy(t => truth.DomainFiles ? $"{Word(t.Domain)}_" : ""))
                    yield return ($"{top}/{kind}/ground_truth_{machine}_section_{section.Section}_{group.Key}test.csv", Encoding.ASCII.GetBytes(string.Concat(
                        group.Select(t => $"{t.File},{(kind == "ground_truth_domain" ? (int)t.Domain : (int)t.Condition)}\n"))));
            }
        }
    }

    /// <summary>A clip of noise, 10 … 20 ms long, the same for the same name.</summary>
    private static byte[] Wav(string name, int channels)
    {
        var random = new Random(name.Aggregate(7, (hash, c) => unchecked(hash * 31 + c)));
        var samples = new byte[2 * channels * random.Next(160, 320)];
        random.NextBytes(samples);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)channels);
        writer.Write(16_000);
        writer.Write(32_000 * channels);
        writer.Write((short)(2 * channels));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length);
        writer.Write(samples);
        return stream.ToArray();
    }
}
