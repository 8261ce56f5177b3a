using NWaves.Effects;
using NWaves.Operations;
using NWaves.Operations.Tsm;
using NWaves.Signals;

namespace Ssl4Asd.Ssl;

/// <summary>
/// Pitch shifts and time stretches as classes (Inoue et al., DCASE 2020 Challenge Task 2): each combination makes a class of its own
/// of each class. The publication's idea; shifts and stretches are ours.
/// </summary>
public static class PitchStretch
{
    private const int Window = 1024, Hop = 256;

    /// <summary>Factors of pitch (−2, 0, +2 semitones) and of duration (0.85, 1, 1.15); the first is the clip as it is.</summary>
    public static IReadOnlyList<(double Pitch, double Duration)> Combinations { get; } =
    [
        .. from semitones in new[] { 0, -2, 2 }
           from duration in new[] { 1, 0.85, 1.15 }
           select (Math.Pow(2, semitones / 12.0), duration),
    ];

    /// <summary>Draws a combination: with the given probability one that changes something, each alike, else the first.</summary>
    /// <param name="random">The source of randomness; always asked twice.</param>
    /// <param name="probability">0 … 1.</param>
    public static int Draw(Random random, double probability)
    {
        var (isChanged, other) = (random.NextDouble() < probability, random.Next(1, Combinations.Count));
        return isChanged ? other : 0;
    }

    /// <summary>Shifts and stretches a clip in its place: what becomes shorter is repeated from its start, what becomes longer loses its end.</summary>
    /// <param name="clip">Samples in [−1, 1]; at least a window of 1024.</param>
    /// <param name="combination">Index into <see cref="Combinations"/>.</param>
    /// <param name="sampleRate">In Hz.</param>
    public static void Apply(Span<float> clip, int combination, int sampleRate)
    {
        var (pitch, duration) = Combinations[combination];
        if (combination == 0)
            return;
        var signal = new DiscreteSignal(sampleRate, clip.ToArray());
        if (pitch != 1)
            signal = new PitchShiftEffect(pitch, Window, Hop, TsmAlgorithm.Wsola).ApplyTo(signal);
        if (duration != 1)
            signal = Operation.TimeStretch(signal, duration, Window, Hop, TsmAlgorithm.Wsola);
        for (var done = 0; done < clip.Length; done += signal.Length)
            signal.Samples.AsSpan(0, Math.Min(signal.Length, clip.Length - done)).CopyTo(clip[done..]);
    }
}
