using System.Text;

namespace Ssl4Asd.Tests.Truth;

/// <summary>
/// Numbers by formula, the same bits here and in <c>torch/make_truth.py</c>: weights and waveforms need no files.
/// </summary>
public static class TruthRandom
{
    /// <summary>
    /// <paramref name="count"/> numbers <c>offset + (2u − 1)·amplitude</c> in row-major order; u in [0, 1) comes from
    /// splitmix64, seeded with the FNV-1a hash of <paramref name="name"/>. One rounding to float, at the end.
    /// </summary>
    public static float[] Fill(string name, int count, double amplitude, double offset = 0)
    {
        var seed = Seed(name);
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = (float)(offset + Signed(seed, i) * amplitude);
        return values;
    }

    /// <summary>A state-dict entry: kernels and centres Glorot-uniform, BatchNorm near its defaults.</summary>
    /// <param name="key">The path from the root of the model: <c>network.spectrum.conv1.weight</c>.</param>
    /// <param name="shape">The tensor's shape.</param>
    public static float[] Weight(string key, params long[] shape)
    {
        var count = (int)shape.Aggregate(1L, (product, size) => product * size);
        if (shape.Length >= 2)
        {
            var field = count / (shape[0] * shape[1]);
            return Fill(key, count, Math.Sqrt(6.0 / (shape[0] * field + shape[1] * field)));
        }
        return key[(key.LastIndexOf('.') + 1)..] switch
        {
            "weight" or "running_var" => Fill(key, count, 0.2, 1),
            "bias" or "running_mean" => Fill(key, count, 0.1),
            _ => throw new ArgumentException($"no formula for '{key}'", nameof(key)),
        };
    }

    /// <summary>The manifest's <c>machine(name, batch, samples)</c>: [batch, samples], noise and gated triangle waves.</summary>
    public static float[] Machine(string name, int batch, int samples)
    {
        var seed = Seed("wave/" + name);
        var wave = new float[batch * samples];
        for (var b = 0; b < batch; b++)
        {
            for (var i = 0; i < samples; i++)
            {
                var phase = (long)i * (200 + 137 * b) % 16000 / 16000.0;
                var gate = (i / 4000 + b) % 3 == 0 ? 0.4 : 0.1;
                var noise = Signed(seed, b * samples + i) * 0.1;
                wave[b * samples + i] = (float)(noise + gate * (4 * Math.Abs(phase - 0.5) - 1));
            }
        }
        return wave;
    }

    /// <summary>The manifest's <c>noise(name, batch, samples, amplitude)</c>: [batch, samples].</summary>
    public static float[] Noise(string name, int batch, int samples, double amplitude) =>
        Fill("wave/" + name, batch * samples, amplitude);

    /// <summary>The 32 entries that every <c>*_samples</c> array holds: <c>(i·7919 + 13) mod n</c>.</summary>
    public static T[] Sample<T>(ReadOnlySpan<T> values)
    {
        var chosen = new T[32];
        for (var i = 0; i < chosen.Length; i++) chosen[i] = values[(i * 7919 + 13) % values.Length];
        return chosen;
    }

    private static ulong Seed(string name)
    {
        var seed = 0xCBF29CE484222325UL;
        foreach (var value in Encoding.UTF8.GetBytes(name)) seed = unchecked((seed ^ value) * 0x100000001B3UL);
        return seed;
    }

    private static double Signed(ulong seed, int i)
    {
        unchecked
        {
            var z = seed + (ulong)(i + 1) * 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            z ^= z >> 31;
            return 2 * ((z >> 40) / 16777216.0) - 1;
        }
    }
}
