using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ssl4Asd.Data.Download;

/// <summary>A folder or file of the data set that came from an archive.</summary>
/// <param name="Path">Relative to the data set, with <c>/</c>.</param>
/// <param name="Files">Clips in the folder; 1 for a file.</param>
/// <param name="Bytes">Their sizes together.</param>
internal sealed record ReceiptItem(string Path, int Files, long Bytes)
{
    /// <summary>What is there now; null where nothing is.</summary>
    internal static ReceiptItem? Measure(string root, string path)
    {
        var full = System.IO.Path.Combine(root, path);
        if (File.Exists(full)) return new ReceiptItem(path, 1, new FileInfo(full).Length);
        if (!Directory.Exists(full)) return null;
        var clips = new DirectoryInfo(full).EnumerateFiles("*.wav").Select(f => f.Length).ToList();
        return new ReceiptItem(path, clips.Count, clips.Sum());
    }
}

/// <summary>That an archive was unpacked, and into what.</summary>
/// <param name="Archive">Its <see cref="DataArchive.LocalName"/>.</param>
/// <param name="Md5">The md5 that it was found to have; null where none was published, or where others unpacked it.</param>
/// <param name="Complete">False while its items are being put into their places: they are ours, but may be of two versions.</param>
/// <param name="Items">What came from it.</param>
internal sealed record Receipt(string Archive, string? Md5, bool Complete, IReadOnlyList<ReceiptItem> Items)
{
    /// <summary>Whether all that an archive has to give came from it and is still there, as many files and bytes.</summary>
    internal bool Covers(DataArchive archive, string root) =>
        Complete && (archive.Md5 is null || Md5 is null || Md5 == archive.Md5)
        && archive.Items.All(path => Items.Any(i => i.Path == path && ReceiptItem.Measure(root, path) == i));
}

/// <summary>
/// <c>DIR/download.json</c>: what was unpacked here, so that a second run has nothing to do and a killed one is not mistaken
/// for somebody's own files.
/// </summary>
internal sealed class Receipts
{
    internal const string File = "download.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string _path;
    private readonly string _dataSet;
    private readonly Dictionary<string, Receipt> _receipts;
    private readonly Lock _gate = new();

    private Receipts(string path, Content content)
    {
        (_path, _dataSet) = (path, content.DataSet);
        _receipts = content.Archives.ToDictionary(r => r.Archive, StringComparer.Ordinal);
    }

    /// <summary>Reads what earlier runs have noted.</summary>
    /// <exception cref="InputException">The folder holds another data set, or the file was changed by hand.</exception>
    internal static Receipts Read(string root, string dataSet)
    {
        var path = Path.Combine(root, File);
        if (!System.IO.File.Exists(path)) return new Receipts(path, new Content(dataSet, []));
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(System.IO.File.ReadAllText(path), Json);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); delete it, then what is there is counted anew", e);
        }
        return content?.DataSet == dataSet
            ? new Receipts(path, content)
            : throw new InputException($"{root}: holds {content?.DataSet}; give {dataSet} a folder of its own, because the two have machines of the same names.");
    }

    internal Receipt? Of(DataArchive archive)
    {
        lock (_gate) return _receipts.GetValueOrDefault(archive.LocalName);
    }

    internal void Put(Receipt receipt)
    {
        lock (_gate)
        {
            _receipts[receipt.Archive] = receipt;
            var content = new Content(_dataSet, [.. _receipts.Values.OrderBy(r => r.Archive, StringComparer.Ordinal)]);
            AtomicFile.WriteText(_path, writer => writer.WriteLine(JsonSerializer.Serialize(content, Json)));
        }
    }

    private sealed record Content(string DataSet, IReadOnlyList<Receipt> Archives);
}
