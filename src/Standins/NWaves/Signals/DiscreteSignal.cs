namespace NWaves.Signals;

/// <summary>A finite, real-valued signal: samples and their rate. Wraps the array it is given unless told to copy.</summary>
public class DiscreteSignal
{
    public DiscreteSignal(int samplingRate, float[] samples, bool allocateNew = false)
    {
        SamplingRate = Positive(samplingRate);
        Samples = allocateNew ? (float[])samples.Clone() : samples;
    }

    public DiscreteSignal(int samplingRate, IEnumerable<float> samples)
        : this(samplingRate, samples.ToArray())
    {
    }

    public DiscreteSignal(int samplingRate, int length, float value = 0.0f)
    {
        SamplingRate = Positive(samplingRate);
        Samples = new float[length];
        Array.Fill(Samples, value);
    }

    public DiscreteSignal(int samplingRate, IEnumerable<int> samples, float normalizeFactor = 1.0f)
        : this(samplingRate, samples.Select(sample => sample / normalizeFactor))
    {
    }

    public int SamplingRate { get; }

    public float[] Samples { get; }

    public int Length => Samples.Length;

    /// <summary>Length in seconds.</summary>
    public double Duration => (double)Samples.Length / SamplingRate;

    public float this[int index]
    {
        get => Samples[index];
        set => Samples[index] = value;
    }

    /// <summary>A copy of the samples from startPos up to, not including, endPos.</summary>
    public DiscreteSignal this[int startPos, int endPos] => startPos < endPos
        ? new DiscreteSignal(SamplingRate, Samples.AsSpan(startPos, endPos - startPos).ToArray())
        : throw new ArgumentException("Right index must be greater than Left index!");

    public DiscreteSignal Copy() => new(SamplingRate, Samples, true);

    private static int Positive(int samplingRate) =>
        samplingRate > 0 ? samplingRate : throw new ArgumentException("Sampling rate must be positive!");
}
