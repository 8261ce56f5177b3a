using static Ssl4Asd.Data.Demo.Sound;

namespace Ssl4Asd.Data.Demo;

/// <summary>One visit to a machine with a phone: all of its recordings have the same distance, gain and room.</summary>
internal sealed record PhoneSession
{
    /// <summary>The subfolder.</summary>
    internal required string Name { get; init; }

    /// <summary>Root mean square of the healthy machine in a recording, in dB below full scale.</summary>
    internal required double LevelDb { get; init; }

    /// <summary>The ratio of the healthy machine's power to that of the room, in dB.</summary>
    internal required double SnrDb { get; init; }

    /// <summary>Slope of the room's noise in dB an octave; −3 is pink.</summary>
    internal required double SlopeDb { get; init; }

    /// <summary>Amplitude of the mains hum beside a noise of RMS 1.</summary>
    internal required double Hum { get; init; }

    /// <summary>A quiet room, the phone close to the machine; then another day, farther away, with the ventilation on.</summary>
    internal static IReadOnlyList<PhoneSession> All { get; } =
    [
        new() { Name = "session 1", LevelDb = -22, SnrDb = 20, SlopeDb = -4, Hum = 0.3 },
        new() { Name = "session 2", LevelDb = -29, SnrDb = 14, SlopeDb = -1.5, Hum = 0.1 },
    ];

    private static readonly double[] Octaves = [63, 125, 250, 500, 1000, 2000, 4000, 7000];

    /// <summary>The room alone, RMS 1.</summary>
    /// <param name="samples">How many at 16 kHz.</param>
    /// <param name="random">All that differs between recordings of the session.</param>
    internal double[] Room(int samples, Random random)
    {
        var sound = new double[samples];
        foreach (var (octave, hertz) in Octaves.Index())
            Add(sound, Noise(samples, hertz, 1, random), Decibels(SlopeDb * octave));
        Scale(sound, 1 / Rms(sound));
        var mains = Revolutions(50, samples, 0, random);
        for (var k = 1; k <= 4; k++)
            AddTone(sound, mains, k, Hum / k, random.NextDouble());
        Scale(sound, 1 / Rms(sound));
        return sound;
    }
}
