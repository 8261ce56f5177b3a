namespace Ssl4Asd.Audio;

/// <summary>
/// How many samples a WAV file holds. Its header is believed where the samples end as it says: at the end of the file or
/// at another chunk. Otherwise what is there decides, and the user is told; only where samples are missing, the file is
/// refused. Chunks that lead to the end of the file are never taken for samples.
/// </summary>
internal static class WavLength
{
    // Writers that cannot seek back leave a placeholder as length: 0, 2³² − 1 or something near 2³¹ (sox 0x7FFFF000, others
    // 0x7F000000 or 2,000,000,000). Recordings of 1.8 GB exist, but cut off they are still that long.
    private const long FirstPlaceholder = 0x7000_0000;

    /// <summary>The number of samples of each channel, 1 or more.</summary>
    /// <exception cref="InputException">There are none, or fewer than the header says.</exception>
    internal static long Frames(RiffChunks riff, RiffChunk data, int frameBytes, string path, Action<string>? notice)
    {
        var held = riff.FileLength - data.Content;
        var isUnknown = data.Length == 0 || (data.Length > held && data.Length >= FirstPlaceholder);
        var length = isUnknown ? (riff.Trailing(data.Content) ?? riff.FileLength) - data.Content : Held(riff, data, frameBytes, path);
        var (frames, stray) = Math.DivRem(length, frameBytes);
        if (frames == 0)
        {
            throw new InputException($"{path}: it holds no samples; record it again");
        }
        if (isUnknown)
        {
            notice?.Invoke($"{path}: its header gives no length; taken are all {frames} samples up to the {(length < held ? "chunks behind them" : "end of the file")}");
        }
        else if (length != data.Length)
        {
            notice?.Invoke($"{path}: its header says {data.Length} bytes of samples, but there are {length}; taken are these");
        }
        else if (stray != 0)
        {
            notice?.Invoke($"{path}: the last {stray} bytes are no whole sample and are left out");
        }
        return frames;
    }

    private static long Held(RiffChunks riff, RiffChunk data, int frameBytes, string path)
    {
        var held = riff.FileLength - data.Content;
        if (OffByHeader(data).Where(length => length < data.Length && riff.IsFollowed(data with { Length = length }, before: data.Content + data.Length)).DefaultIfEmpty().Min() is > 0 and var shorter)
        {
            return shorter;
        }
        if (riff.EndsWell(data))
        {
            return data.Length;
        }
        // up to another chunk, or to the end of the file, unless that is longer and not as long as the file says
        if (OffByHeader(data).FirstOrDefault(length => riff.EndsWell(data with { Length = length })
            && (held - length is var rest && rest >= RiffChunks.HeaderBytes || (rest <= (length & 1) && (length < data.Length || riff.IsWhole)))) is > 0 and var found)
        {
            return found;
        }
        if (data.Length <= held)
        {
            return data.Length; // what is behind is no sound of which we know
        }
        var end = riff.Trailing(data.Content);
        var isCutOff = end is null && !riff.IsWhole && data.Length - held >= Math.Max(2, frameBytes);
        return !isCutOff ? (end ?? riff.FileLength) - data.Content : throw new InputException(
            $"{path}: cut off: it declares {data.Length} bytes of samples and holds {held}; copy or download it again");
    }

    // Writers count a header in or take one off: that of the chunk, of RIFF, or the whole; or they are wrong by a byte.
    private static IEnumerable<long> OffByHeader(RiffChunk data) =>
        from off in new[] { 1, RiffChunks.HeaderBytes, RiffChunks.First, data.Content - RiffChunks.HeaderBytes, data.Content }
        from length in new[] { data.Length - off, data.Length + off }
        where length > 0
        select length;
}
