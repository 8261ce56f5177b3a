using System.Text.Json;
using System.Text.Json.Serialization;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Experiments;

/// <summary>run.json: everything that decides what a run gives, and what it was made with.</summary>
public sealed record RunSettings
{
    /// <summary>The layout of run folders that this version reads and writes.</summary>
    public const int CurrentFormat = 3;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>Layout of the run folder.</summary>
    public required int Format { get; init; }

    /// <summary>Losses and exchanges.</summary>
    public required SystemDefinition System { get; init; }

    /// <summary>All sizes.</summary>
    public required Preset Preset { get; init; }

    /// <summary>The seed of all randomness.</summary>
    public required int Seed { get; init; }

    /// <summary>The classes in the order of the labels: machine type/section/attributes/domain, or the first of these (<see cref="SystemDefinition.Classes"/>).</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Number of training clips, with those that are held out.</summary>
    public required int TrainingClips { get; init; }

    /// <summary>Share of them that is held out for the thresholds (<see cref="Data.HoldOut"/>).</summary>
    public double HoldOut { get; init; }

    /// <summary>SHA-256 of the file of pseudo-labels that classes were taken from; null where there was none.</summary>
    public string? PseudoLabelsHash { get; init; }

    /// <summary>SHA-256 over name, size and end of all training clips: a run is resumed with the same ones only.</summary>
    public required string TrainingClipsHash { get; init; }

    /// <summary>Training recordings that could not be used and were left out, as --skip-broken says, and why; null where there were none.</summary>
    public IReadOnlyDictionary<string, string>? LeftOutOfTraining { get; init; }

    /// <summary>Test recordings that were left out when the run was scored last, and why; null where there were none.</summary>
    public IReadOnlyDictionary<string, string>? LeftOutOfTest { get; init; }

    /// <summary>What the official evaluator computes of the data that were scored last; left out where it is that of 2022 and later.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<OfficialScoring>)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OfficialScoring Scoring { get; init; }

    /// <summary>Names and versions of what made the run: ssl4asd, .NET, libtorch, device.</summary>
    public required IReadOnlyDictionary<string, string> MadeWith { get; init; }

    /// <summary>The back end of the run's own scores.</summary>
    public Backend Backend => Backend.Named(System.Backend);

    /// <summary>Sizes as they stand in run.json.</summary>
    internal static string ToJson(Preset preset) => JsonSerializer.Serialize(preset, Json);

    /// <summary>Writes run.json beside its target and renames.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, text => text.WriteLine(JsonSerializer.Serialize(this, Json)));

    /// <summary>Reads run.json.</summary>
    /// <exception cref="InputException">The file is missing, broken, or of another format.</exception>
    public static RunSettings Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            using var json = JsonDocument.Parse(text);
            // the format comes first: other formats may hold other things
            if (!json.RootElement.TryGetProperty("format", out var format) || format.GetInt32() != CurrentFormat)
                throw new InputException($"{path}: the run folder has format {format}, this version reads {CurrentFormat}; train it again or use the version that made it.");
            var settings = json.Deserialize<RunSettings>(Json)!;
            settings.Preset.Validate();
            settings.System.Validate();
            _ = settings.Backend; // throws where there is none of that name
            return settings.Classes.Count > 0 && settings.System.LearnsFrom(settings.Classes.Count)
                ? settings
                : throw new InputException($"{path}: lists too few classes; train the run again.");
        }
        catch (InputException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InputException($"{path}: {e.Message}", e); // what is out of range says which setting, not where
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file; is {Path.GetDirectoryName(path)} a run folder made by train?", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); train the run again.", e);
        }
    }

    /// <summary>Recordings of a split that a data set left out: their paths in it, and what is wrong with them.</summary>
    internal static IReadOnlyDictionary<string, string>? LeftOut(Dataset dataset, Split split)
    {
        var all = dataset.LeftOut
            .Select(b => (File: Path.GetRelativePath(dataset.Root, b.Path).Replace('\\', '/'), b.Reason))
            .Where(b => (b.File.Split('/')[^2] == Csv.Word(Split.Train)) == (split == Split.Train)).ToDictionary(b => b.File, b => b.Reason);
        return all.Count > 0 ? all : null;
    }

    /// <summary>Notes which test recordings were left out, and how the data are scored, where that differs from what is noted.</summary>
    /// <exception cref="InputException">The file cannot be read or written.</exception>
    internal static void NoteScored(string path, Dataset dataset)
    {
        var (settings, leftOut) = (Read(path), LeftOut(dataset, Split.Test));
        if (settings.Scoring != dataset.Layout.Scoring || !(settings.LeftOutOfTest ?? new Dictionary<string, string>()).ToHashSet().SetEquals(leftOut ?? new Dictionary<string, string>()))
            (settings with { LeftOutOfTest = leftOut, Scoring = dataset.Layout.Scoring }).Write(path);
    }

    /// <summary>Whether both settings give the same numbers; what they were made with does not count, and the hash of the clips tells of those left out.</summary>
    /// <returns>The name of the first setting that differs, or null.</returns>
    public string? FirstDifference(RunSettings other)
    {
        using var ours = JsonSerializer.SerializeToDocument(this, Json);
        using var theirs = JsonSerializer.SerializeToDocument(other, Json);
        return Difference(ours.RootElement, theirs.RootElement, "");
    }

    private static string? Difference(JsonElement a, JsonElement b, string path)
    {
        if (a.ValueKind != JsonValueKind.Object || b.ValueKind != JsonValueKind.Object)
            return JsonElement.DeepEquals(a, b) ? null : path;
        return a.EnumerateObject().Select(p => p.Name).Union(b.EnumerateObject().Select(p => p.Name))
            .Where(name => path != "" || name is not ("made_with" or "left_out_of_training" or "left_out_of_test" or "scoring"))
            .Select(name => a.TryGetProperty(name, out var x) && b.TryGetProperty(name, out var y)
                ? Difference(x, y, path == "" ? name : $"{path}.{name}")
                : $"{path}.{name}".TrimStart('.'))
            .FirstOrDefault(found => found is not null);
    }
}
