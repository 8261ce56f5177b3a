using CsvHelper.Configuration.Attributes;

namespace Ssl4Asd.Data.Own;

/// <summary>
/// Where a clip of an adopted data set comes from: a row of <c>ROOT/adopted.csv</c>. Clips of one recording belong together: they are never on
/// different sides of a split.
/// </summary>
public sealed record AdoptedClip
{
    /// <summary>The clip, relative to the data set's folder, with slashes.</summary>
    [Name("file")]
    public required string File { get; init; }

    /// <summary>The machine type.</summary>
    [Name("machine")]
    public required string Machine { get; init; }

    /// <summary>The recording that it is, or was cut from.</summary>
    [Name("recording")]
    public required string Recording { get; init; }

    /// <summary>Where in the recording it begins, in seconds.</summary>
    [Name("start_seconds")]
    public required double Start { get; init; }

    /// <summary>Its length.</summary>
    [Name("seconds")]
    public required double Seconds { get; init; }

    /// <summary>The session; empty where all recordings of the machine are of one.</summary>
    [Name("session")]
    public required string Session { get; init; }

    /// <summary>The file in a data set.</summary>
    public static string Csv(string root) => Path.Combine(root, "adopted.csv");

    /// <summary>Reads it; nothing for a data set that was not adopted.</summary>
    /// <param name="root">The folder of the data set.</param>
    /// <exception cref="InputException">The file is broken.</exception>
    public static IReadOnlyList<AdoptedClip> Read(string root) =>
        System.IO.File.Exists(Csv(root)) ? Ssl4Asd.Csv.Read<AdoptedClip>(Csv(root), "adopt the recordings again") : [];

    internal static void Write(string root, IEnumerable<AdoptedClip> clips) => Ssl4Asd.Csv.Write(Csv(root), clips);
}
