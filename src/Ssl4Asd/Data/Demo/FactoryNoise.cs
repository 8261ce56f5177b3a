using static Ssl4Asd.Data.Demo.Sound;

namespace Ssl4Asd.Data.Demo;

/// <summary>The hall in which the recordings of a domain were made.</summary>
internal sealed record FactoryNoise
{
    /// <summary>The lowest and the highest ratio of the healthy machine's power to that of the noise, in dB.</summary>
    internal required (double Low, double High) SnrDb { get; init; }

    /// <summary>Slope of the noise in dB an octave; −3 is pink.</summary>
    internal required double SlopeDb { get; init; }

    /// <summary>Distant blows on metal in a second, on average.</summary>
    internal required double Clanks { get; init; }

    /// <summary>Amplitude of another machine's tones, and where its lowest lies in Hz.</summary>
    internal required (double Amplitude, double Low, double High) Neighbour { get; init; }

    /// <summary>By day, beside presses: dull noise.</summary>
    internal static FactoryNoise Source { get; } = new()
    {
        SnrDb = (6, 14),
        SlopeDb = -1.5,
        Clanks = 0.8,
        Neighbour = (0.4, 60, 180),
    };

    /// <summary>Another hall, with more and somewhat brighter noise.</summary>
    internal static FactoryNoise Target { get; } = new()
    {
        SnrDb = (5, 13),
        SlopeDb = -1.2,
        Clanks = 1.5,
        Neighbour = (0.5, 120, 300),
    };

    private static readonly double[] Bands = [60, 120, 240, 480, 960, 1920, 3840, 7000];

    /// <summary>Noise of RMS 1. Its colour, its blows and the neighbouring machine differ from clip to clip.</summary>
    internal double[] Synthesize(int samples, Random random)
    {
        var sound = new double[samples];
        foreach (var (octave, hertz) in Bands.Index())
            Add(sound, Noise(samples, hertz * random.Between(0.8, 1.2), 1, random), Decibels(SlopeDb * octave) * random.Gain(5));
        Scale(sound, 1 / Rms(sound));

        var hum = Revolutions(50, samples, 0, random);
        for (var k = 1; k <= 6; k++) AddTone(sound, hum, k, 0.12 * random.Gain(4) / k, random.NextDouble());
        var neighbour = Revolutions(random.Between(Neighbour.Low, Neighbour.High), samples, 0.003, random);
        var strength = Neighbour.Amplitude * random.NextDouble();
        for (var k = 1; k <= 8; k++) AddTone(sound, neighbour, k, strength * random.Gain(4) / Math.Sqrt(k), random.NextDouble());
        Modulate(sound, Revolutions(random.Between(0.4, 2), samples, 0, random), 1, random.Between(0, 0.3));
        var seconds = (double)samples / SampleRate;
        for (var at = Gap(random); at < seconds; at += Gap(random))
        {
            for (var mode = 0; mode < 3; mode++)
                AddRing(sound, at, random.Between(0.3, 1.6), random.Between(500, 4000), random.Between(0.01, 0.06));
        }
        Scale(sound, 1 / Rms(sound));
        return sound;
    }

    // Blows come independently of each other.
    private double Gap(Random random) => -Math.Log(1 - random.NextDouble()) / Clanks;
}
