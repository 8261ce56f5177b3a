namespace Ssl4Asd.Audio;

/// <summary>
/// Cuts clips of a fixed length out of recordings of any length: a recording is repeated (tiled) until it is at
/// least as long as the clip, then the clip is cut out at an offset. Training and scoring draw the offset at random
/// (the paper's reference implementation does so for both); offset 0 is the choice without randomness.
/// </summary>
/// <example>
/// <code>
/// var offset = random.Next(FixedLengthClip.MaxOffset(recording.Length, clip.Length) + 1);
/// FixedLengthClip.Fill(recording, clip, offset);
/// </code>
/// </example>
public static class FixedLengthClip
{
    /// <summary>
    /// The last offset at which a clip fits into the tiled recording. Offsets 0 … this are equally good.
    /// </summary>
    /// <param name="recordingLength">Length of the recording in samples, at least 1.</param>
    /// <param name="clipLength">Length of the clip in samples, at least 1.</param>
    /// <returns>
    /// Tiled length − clip length, where the tiled length is the smallest multiple of the recording's length that is
    /// not below the clip's; a recording at least as long as the clip is not repeated. So 0 where one fits exactly.
    /// </returns>
    /// <exception cref="ArgumentException">A length is not positive.</exception>
    public static int MaxOffset(int recordingLength, int clipLength)
    {
        CheckNotEmpty(recordingLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clipLength);
        var tiles = ((long)clipLength + recordingLength - 1) / recordingLength;
        return (int)(tiles * recordingLength - clipLength);
    }

    /// <summary>Fills the clip with the tiled 16-bit recording from an offset on, as floats in [−1, 1).</summary>
    /// <param name="recording">At least one sample.</param>
    /// <param name="clip">Receives recording[(offset + i) mod length] / 32768.</param>
    /// <param name="offset">First sample, 0 or more; the tiles go on for ever, so none is too large.</param>
    /// <exception cref="ArgumentException">The recording is empty, or the offset is negative.</exception>
    public static void Fill(ReadOnlySpan<short> recording, Span<float> clip, int offset)
    {
        var position = Start(recording.Length, offset);
        while (!clip.IsEmpty)
        {
            var tile = recording.Slice(position, Math.Min(recording.Length - position, clip.Length));
            Pcm16.ToFloat(tile, clip);
            clip = clip[tile.Length..];
            position = 0;
        }
    }

    /// <summary>Fills the clip with the tiled recording from an offset on.</summary>
    /// <param name="recording">At least one sample.</param>
    /// <param name="clip">Receives recording[(offset + i) mod length].</param>
    /// <param name="offset">First sample, 0 or more; the tiles go on for ever, so none is too large.</param>
    /// <exception cref="ArgumentException">The recording is empty, or the offset is negative.</exception>
    public static void Fill(ReadOnlySpan<float> recording, Span<float> clip, int offset)
    {
        var position = Start(recording.Length, offset);
        while (!clip.IsEmpty)
        {
            var tile = recording.Slice(position, Math.Min(recording.Length - position, clip.Length));
            tile.CopyTo(clip);
            clip = clip[tile.Length..];
            position = 0;
        }
    }

    private static int Start(int recordingLength, int offset)
    {
        CheckNotEmpty(recordingLength);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return offset % recordingLength;
    }

    private static void CheckNotEmpty(int recordingLength)
    {
        if (recordingLength < 1)
        {
            throw new ArgumentException($"a recording of at least 1 sample expected, given {recordingLength}", nameof(recordingLength));
        }
    }
}
