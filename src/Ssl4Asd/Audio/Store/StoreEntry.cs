namespace Ssl4Asd.Audio.Store;

/// <summary>One recording in the index of a <see cref="StoreFile"/>.</summary>
internal sealed record StoreEntry
{
    /// <summary>The path relative to the data, with "/".</summary>
    public required string Name { get; init; }

    /// <summary>What the names say of it, such as <c>machine</c>, <c>section</c>, <c>domain</c>, <c>attributes</c>.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Its first sample, counted from the first of the store.</summary>
    public required long Offset { get; init; }

    /// <summary>Number of samples, at least 1; 0 of a recording that cannot be used.</summary>
    public required int Length { get; init; }

    /// <summary>CRC-32 of its samples.</summary>
    public required uint Crc32 { get; init; }

    /// <summary>How the samples of the WAV file were coded.</summary>
    public required WavFormatChunk Source { get; init; }

    /// <summary>What was odd about the file, without its path.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Why the recording cannot be used, without its path; null of all others.</summary>
    public string? Broken { get; init; }
}
