using System.Numerics;

namespace Ssl4Asd.Audio;

/// <summary>Samples as 16-bit integers, 32768 for a full scale of 1: half the memory of floats.</summary>
public static class Pcm16
{
    private const float Scale = 1f / 32768;

    /// <summary>Turns integers into floats in [−1, 1), exactly.</summary>
    /// <param name="samples">16-bit samples.</param>
    /// <param name="floats">Receives sample / 32768; at least as long as <paramref name="samples"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="floats"/> is too short.</exception>
    public static void ToFloat(ReadOnlySpan<short> samples, Span<float> floats)
    {
        if (floats.Length < samples.Length)
        {
            throw new ArgumentException($"room for {samples.Length} floats expected, given {floats.Length}", nameof(floats));
        }
        var i = 0;
        for (; i <= samples.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(samples[i..]), out var low, out var high);
            (Vector.ConvertToSingle(low) * Scale).CopyTo(floats[i..]);
            (Vector.ConvertToSingle(high) * Scale).CopyTo(floats[(i + Vector<int>.Count)..]);
        }
        for (; i < samples.Length; i++)
        {
            floats[i] = samples[i] * Scale;
        }
    }

    /// <summary>
    /// Rounds floats to the nearest of the 65,536 levels: lossless for what came from 16 bits, otherwise an error of
    /// at most 1/65536 (half a level). Beyond full scale it clips; 1.0 itself becomes the highest level, 32767.
    /// </summary>
    /// <param name="floats">Samples, none of them NaN.</param>
    /// <param name="samples">Receives the integers; at least as long as <paramref name="floats"/>.</param>
    /// <returns>How many samples lay beyond [−1, 1] and were clipped.</returns>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is too short, or a float is NaN.</exception>
    public static int FromFloat(ReadOnlySpan<float> floats, Span<short> samples)
    {
        if (samples.Length < floats.Length)
        {
            throw new ArgumentException($"room for {floats.Length} samples expected, given {samples.Length}", nameof(samples));
        }
        var clipped = 0;
        for (var i = 0; i < floats.Length; i++)
        {
            var x = floats[i];
            if (!(MathF.Abs(x) <= 1))
            {
                clipped += float.IsNaN(x) ? throw new ArgumentException($"sample {i} is NaN", nameof(floats)) : 1;
            }
            samples[i] = (short)Math.Clamp(MathF.Round(x * 32768), short.MinValue, short.MaxValue);
        }
        return clipped;
    }
}
