namespace Ssl4Asd.Audio.Store;

/// <summary>How much a store takes and how much a disk has.</summary>
internal static class DiskSpace
{
    /// <summary>Bytes free for this user; as good as unlimited where the system does not tell.</summary>
    internal static long Free(string folder)
    {
        try
        {
            var full = Path.GetFullPath(folder);
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(full)! : full).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }

    /// <summary>Bytes of a store, from the headers of the files; broken ones count nothing, they are reported when they are decoded.</summary>
    internal static long Needed(IReadOnlyList<StoreSource> sources, int sampleRate)
    {
        const int IndexEntry = 400;
        var samples = 0L;
        foreach (var source in sources)
        {
            try
            {
                var header = WavFile.ReadHeader(source.Path);
                samples += SampleRateConversion.Length(header.Frames, header.Format.SampleRate, sampleRate);
            }
            catch (InputException)
            {
            }
        }
        return StoreFile.HeaderBytes + sizeof(short) * samples + IndexEntry * sources.Count;
    }

    internal static string Text(long bytes) => bytes < 1_000_000_000
        ? FormattableString.Invariant($"{bytes / 1e6:0.0} MB")
        : FormattableString.Invariant($"{bytes / 1e9:0.00} GB");
}
