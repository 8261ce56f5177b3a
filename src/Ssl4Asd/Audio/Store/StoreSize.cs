namespace Ssl4Asd.Audio.Store;

/// <summary>How much a store takes.</summary>
internal static class StoreSize
{
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
}
