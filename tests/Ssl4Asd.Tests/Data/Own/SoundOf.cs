using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests.Data.Own;

/// <summary>Recordings as a recorder leaves them: a hum of its own each.</summary>
internal static class SoundOf
{
    internal static string Write(string path, double seconds = 2, double hum = 200, int rate = 16_000, double level = 0.3, int variant = 0)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var random = new Random(variant + (int)hum);
        var samples = Enumerable.Range(0, (int)(seconds * rate))
            .Select(i => (float)(level * (Math.Sin(2 * Math.PI * hum * i / rate) + 0.2 * (2 * random.NextDouble() - 1)) / 1.2)).ToArray();
        WavFile.Write(path, new Waveform(samples, rate));
        return path;
    }

    /// <summary>A folder with normal recordings, and anomalous ones, in sessions.</summary>
    internal static string Machine(string folder, int normal = 24, int anomalous = 6, int sessions = 2, double seconds = 2, string faulty = "faulty")
    {
        for (var i = 0; i < normal + anomalous; i++)
        {
            var condition = i < normal ? "normal" : faulty;
            var session = sessions < 2 ? "" : $"day {1 + i % sessions}";
            Write(Path.Combine(folder, condition, session, $"rec {i:000}.wav"), seconds + 0.01 * i, i < normal ? 200 : 900, variant: i);
        }
        return folder;
    }
}
