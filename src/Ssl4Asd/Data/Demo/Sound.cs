namespace Ssl4Asd.Data.Demo;

/// <summary>
/// What the machines are put together from: tones that follow a shaft, rings of a struck part, bands of noise. Times are
/// in seconds, frequencies in Hz, positions of a shaft in revolutions.
/// </summary>
internal static class Sound
{
    /// <summary>Samples a second.</summary>
    internal const int SampleRate = 16_000;

    /// <summary>Evenly distributed in [low, high).</summary>
    internal static double Between(this Random random, double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>Normally distributed, mean 0, deviation 1.</summary>
    internal static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A factor of some decibels: normally distributed around 0 dB.</summary>
    internal static double Gain(this Random random, double deviationDb) => Decibels(deviationDb * random.Normal());

    /// <summary>The factor of an amplitude that is this many decibels.</summary>
    internal static double Decibels(double db) => Math.Pow(10, db / 20);

    /// <summary>
    /// The position of a shaft at each sample, from a random angle on. Its speed is off by some 0.2 % and wanders by
    /// <paramref name="wander"/> (a fraction) at 0.3–1.5 Hz, as motors under load do.
    /// </summary>
    internal static double[] Revolutions(double hertz, int samples, double wander, Random random)
    {
        var (angle, rate, phase, speed) = (random.NextDouble(), random.Between(0.3, 1.5), random.NextDouble(), hertz * (1 + 0.002 * random.Normal()));
        var revolutions = new double[samples];
        for (var i = 0; i < samples; i++)
        {
            revolutions[i] = angle;
            angle += speed * (1 + wander * Math.Sin(2 * Math.PI * (rate * i / SampleRate + phase))) / SampleRate;
        }
        return revolutions;
    }

    /// <summary>Adds a sine that goes round <paramref name="order"/> times in each revolution.</summary>
    internal static void AddTone(double[] sound, double[] revolutions, double order, double amplitude, double phase = 0)
    {
        if (amplitude == 0) return;
        for (var i = 0; i < sound.Length; i++)
            sound[i] += amplitude * Math.Sin(2 * Math.PI * (order * revolutions[i] + phase));
    }

    /// <summary>Multiplies by 1 + depth · cos(order · revolutions), kept at 0 or above.</summary>
    internal static void Modulate(double[] sound, double[] revolutions, double order, double depth, double phase = 0)
    {
        if (depth == 0) return;
        for (var i = 0; i < sound.Length; i++)
            sound[i] *= Math.Max(0, 1 + depth * Math.Cos(2 * Math.PI * (order * revolutions[i] + phase)));
    }

    /// <summary>The times in seconds at which <c>order · revolutions + offset</c> passes a whole number.</summary>
    internal static IEnumerable<double> Passes(double[] revolutions, double order, double offset = 0)
    {
        for (var i = 1; i < revolutions.Length; i++)
        {
            var (before, now) = (order * revolutions[i - 1] + offset, order * revolutions[i] + offset);
            if (Math.Floor(now) > Math.Floor(before))
                yield return (i - 1 + (Math.Floor(now) - before) / (now - before)) / SampleRate;
        }
    }

    /// <summary>Adds the ring of a struck part: a sine that decays to 1/e within <paramref name="decay"/> seconds.</summary>
    internal static void AddRing(double[] sound, double at, double amplitude, double hertz, double decay)
    {
        if (amplitude == 0) return;
        var first = Math.Max(0, (int)Math.Ceiling(at * SampleRate));
        var last = Math.Min(sound.Length, (int)((at + 7 * decay) * SampleRate));
        for (var i = first; i < last; i++)
        {
            var t = (double)i / SampleRate - at;
            sound[i] += amplitude * Math.Exp(-t / decay) * Math.Sin(2 * Math.PI * hertz * t);
        }
    }

    /// <summary>Adds a burst of noise, taken from <paramref name="noise"/>, that sets in within 2 ms and decays.</summary>
    internal static void AddBurst(double[] sound, double[] noise, double at, double amplitude, double decay)
    {
        if (amplitude == 0) return;
        var first = Math.Max(0, (int)Math.Ceiling(at * SampleRate));
        var last = Math.Min(sound.Length, (int)((at + 7 * decay) * SampleRate));
        for (var i = first; i < last; i++)
        {
            var t = (double)i / SampleRate - at;
            sound[i] += amplitude * Math.Min(1, t / 0.002) * Math.Exp(-t / decay) * noise[i];
        }
    }

    /// <summary>Noise of RMS 1 in a band around <paramref name="hertz"/>, <c>hertz / q</c> wide (a two-pole band pass).</summary>
    internal static double[] Noise(int samples, double hertz, double q, Random random)
    {
        var w = 2 * Math.PI * Math.Min(hertz, 0.47 * SampleRate) / SampleRate;
        var alpha = Math.Sin(w) / (2 * q);
        var (a0, a1, a2) = (1 + alpha, -2 * Math.Cos(w), 1 - alpha);
        var noise = new double[samples];
        var (x1, x2, y1, y2) = (0.0, 0.0, 0.0, 0.0);
        for (var i = -1000; i < samples; i++) // the filter has settled before the first sample
        {
            var x = 2 * random.NextDouble() - 1;
            var y = (alpha * (x - x2) - a1 * y1 - a2 * y2) / a0;
            (x2, x1, y2, y1) = (x1, x, y1, y);
            if (i >= 0) noise[i] = y;
        }
        Scale(noise, 1 / Rms(noise));
        return noise;
    }

    /// <summary>Adds one sound to another.</summary>
    internal static void Add(double[] sound, double[] other, double amplitude = 1)
    {
        for (var i = 0; i < sound.Length; i++) sound[i] += amplitude * other[i];
    }

    /// <summary>Multiplies all samples.</summary>
    internal static void Scale(double[] sound, double factor)
    {
        for (var i = 0; i < sound.Length; i++) sound[i] *= factor;
    }

    /// <summary>Root of the mean square.</summary>
    internal static double Rms(double[] sound) => Math.Sqrt(sound.Sum(s => s * s) / sound.Length);
}
