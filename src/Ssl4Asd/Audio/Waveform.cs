namespace Ssl4Asd.Audio;

/// <summary>A mono recording: its samples and how many of them make a second.</summary>
public sealed class Waveform
{
    /// <summary>Wraps <paramref name="samples"/> without copying them.</summary>
    /// <param name="samples">The samples; full scale is [−1, 1].</param>
    /// <param name="sampleRate">Samples per second, in Hz, greater than 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="samples"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is not positive.</exception>
    public Waveform(float[] samples, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        Samples = samples;
        SampleRate = sampleRate;
    }

    /// <summary>
    /// The samples; full scale is [−1, 1]. What was read from a file of floats, or resampled, may go beyond.
    /// </summary>
    public float[] Samples { get; }

    /// <summary>Samples per second, in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Duration in seconds.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;
}
