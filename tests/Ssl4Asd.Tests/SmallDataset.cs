using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests;

/// <summary>
/// A small data set in the DCASE layout: humming machines, each with its own frequency; the target domain hums a little
/// higher, anomalous clips rattle.
/// </summary>
internal static class SmallDataset
{
    private const int SampleRate = 16_000;

    internal static string Write(string root, IReadOnlyList<string>? machines = null, int source = 6, int target = 2, int test = 2, double seconds = 0.6)
    {
        foreach (var (m, machine) in (machines ?? ["pump", "saw"]).Index())
        {
            foreach (var (domain, count) in new[] { ("source", source), ("target", target) })
                for (var i = 0; i < count; i++)
                    WriteClip(root, machine, m, $"train/section_00_{domain}_train_normal_{i:0000}_load_{i % 2}.wav", i, seconds);
            foreach (var domain in new[] { "source", "target" })
                foreach (var condition in new[] { "normal", "anomaly" })
                    for (var i = 0; i < test; i++)
                        WriteClip(root, machine, m, $"test/section_00_{domain}_test_{condition}_{i:0000}_load_{i % 2}.wav", 100 + i, seconds);
        }
        return root;
    }

    private static void WriteClip(string root, string machine, int m, string file, int seed, double seconds)
        => WriteClip(Path.Combine([root, "dev_data", machine, .. file.Split('/')]), 200 + 170 * m, file.Contains("target", StringComparison.Ordinal),
            file.Contains("anomaly", StringComparison.Ordinal), HashOf(machine + file) + seed, seed, seconds);

    /// <summary>One clip of a humming machine.</summary>
    internal static void WriteClip(string path, double hum, bool isTarget, bool isAnomaly, int randomSeed, int variant, double seconds)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var random = new Random(randomSeed);
        var frequency = hum * (isTarget ? 1.1 : 1) * (1 + 0.02 * (variant % 2));
        var rattle = isAnomaly ? 0.3 : 0;
        var samples = new float[(int)(seconds * SampleRate)];
        for (var i = 0; i < samples.Length; i++)
        {
            var tone = 0.3 * Math.Sin(2 * Math.PI * frequency * i / SampleRate) + 0.1 * Math.Sin(6 * Math.PI * frequency * i / SampleRate);
            var hit = rattle * Math.Exp(-(i % 1600) / 100.0) * (2 * random.NextDouble() - 1);
            samples[i] = (float)(tone + hit + 0.02 * (2 * random.NextDouble() - 1));
        }
        WavFile.Write(path, new Waveform(samples, SampleRate));
    }

    private static int HashOf(string text) => text.Aggregate(17, (hash, c) => unchecked(hash * 31 + c));
}
