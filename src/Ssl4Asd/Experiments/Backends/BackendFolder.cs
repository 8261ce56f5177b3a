using System.Text.Json;
using System.Text.Json.Serialization;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Experiments.Backends;

/// <summary>
/// The scores of a run by another back end than its system's, in a folder of their own, <c>RUN/backends/LABEL/</c>, so that nobody
/// takes them for the run's: <c>backend.json</c> says whose they are.
/// </summary>
/// <param name="Path">The folder.</param>
public sealed record BackendFolder(string Path) : ScoredFolder(Path)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>The back end and its options.</summary>
    public string Settings => File("backend.json");

    /// <summary>The folder of a back end in a run.</summary>
    public static BackendFolder Of(RunFolder run, Backend backend) => new(System.IO.Path.Combine(run.Path, "backends", backend.Label));

    /// <summary>Where the scores of a run by a back end are: in the run itself if it is that of its system.</summary>
    /// <param name="run">The run.</param>
    /// <param name="backend">The back end.</param>
    /// <exception cref="InputException">The folder is no run, or was not scored by the back end.</exception>
    public static ScoredFolder Scored(RunFolder run, Backend backend) =>
        backend == RunSettings.Read(run.Settings).Backend ? run : Of(run, backend).Check(run, backend);

    internal void WriteSettings(Backend backend) => AtomicFile.WriteText(Settings, text => text.WriteLine(JsonSerializer.Serialize(
        new BackendRecord(backend.Name, Csv.Word(backend.References), backend.Density?.Neighbours, backend.Density?.Decay), Json)));

    /// <summary>Makes sure that the folder is there and holds what this back end gave.</summary>
    /// <param name="run">The run.</param>
    /// <param name="backend">The back end.</param>
    /// <returns>This folder.</returns>
    /// <exception cref="InputException">The run was not scored by it, or the record is broken or of another.</exception>
    public BackendFolder Check(RunFolder run, Backend backend)
    {
        if (!System.IO.File.Exists(Settings))
            throw new InputException($"{run.Path}: is not scored by the back end {backend.Label}; run score --backend {backend.Name} with the same options first.");
        Backend found;
        try
        {
            var record = JsonSerializer.Deserialize<BackendRecord>(System.IO.File.ReadAllText(Settings), Json)!;
            found = Backend.Named(record.Name).With(record.Neighbours, record.Decay, Backend.ReferencesNamed(record.References));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NullReferenceException or InputException)
        {
            throw new InputException($"{Settings}: cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); score with the back end again.", e);
        }
        return found == backend ? this : throw new InputException($"{Settings}: is of the back end {found.Label}, not of {backend.Label}; score with the back end again.");
    }

    private sealed record BackendRecord(string Name, string References, int? Neighbours, double? Decay);
}
