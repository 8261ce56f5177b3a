using Ssl4Asd.Audio;

namespace Ssl4Asd.Data.Demo;

/// <summary>
/// One phone recording that is to be synthesised: 44.1 kHz, stereo. All that is random in it comes from the seed and its name: the speed
/// of the machine, how near the phone is held, where its two microphones point, their hiss.
/// </summary>
/// <param name="File">Its path in the folder, with slashes.</param>
/// <param name="Session">The visit.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="Fault">What is wrong, or null for a normal recording.</param>
/// <param name="FaultBegins">From when on, in seconds.</param>
/// <param name="Seed">The seed of all recordings.</param>
internal sealed record PhoneRecording(string File, PhoneSession Session, double Seconds, Fault? Fault, double FaultBegins, int Seed)
{
    /// <summary>Samples a second of a channel.</summary>
    internal const int SampleRate = 44_100;

    /// <summary>How far speed (as a share) and level (in dB) are from those of the session, at most.</summary>
    internal const double SpeedSpread = 0.02, GainSpreadDb = 1;

    // between the microphones at most, in samples: a centimetre each
    private const int MostDelay = 4;

    // a phone is held to the bearing: what the fault adds is so many times louder than where the lab's microphone stands
    private const double Nearness = 8;

    // until the fault is all there
    private const double OnsetSeconds = 1;
    private const double HissDb = -72;

    private static readonly Machine Fan = Machines.All.First(m => m.Name == "SynthFan");
    private static readonly Operation Usual = new(11, 2);

    /// <summary>Revolutions a second.</summary>
    internal double Speed => Usual.Speed * (1 + Random("speed").Between(-SpeedSpread, SpeedSpread));

    /// <summary>Root mean square of the healthy machine, in dB below full scale.</summary>
    internal double LevelDb => Session.LevelDb + Random("gain").Between(-GainSpreadDb, GainSpreadDb);

    /// <summary>Both channels.</summary>
    internal (Waveform Left, Waveform Right) Render()
    {
        var sound = Played(out var healthy);
        Sound.Scale(sound, 1 / healthy);
        Sound.Add(sound, Session.Room(sound.Length, Random("room")), Sound.Decibels(-Session.SnrDb));
        Sound.Scale(sound, Sound.Decibels(LevelDb));
        Sound.Scale(sound, Math.Min(1, DemoClip.Ceiling / sound.Max(Math.Abs)));
        var heard = SampleRateConversion.Convert(new Waveform([.. sound.Select(s => (float)s)], Sound.SampleRate), SampleRate).Samples;
        var delay = Random("microphones").Next(MostDelay + 1);
        return (Channel(heard, 0, 1, "left"), Channel(heard, delay, 0.9, "right"));
    }

    // a fault adds to the sound and is not normalised away
    private double[] Played(out double healthyRms)
    {
        var samples = (int)(Seconds * Sound.SampleRate);
        var sound = Play(null, samples);
        healthyRms = Sound.Rms(sound);
        if (Fault is null)
            return sound;
        foreach (var (i, faulty) in Play(Fault, samples).Index())
        {
            var share = FaultBegins == 0 ? 1 : Math.Clamp(((double)i / Sound.SampleRate - FaultBegins) / OnsetSeconds, 0, 1);
            sound[i] += Nearness * share * (faulty - sound[i]);
        }
        return sound;
    }

    // with and without a fault it draws the same numbers, so one can fade into the other
    private double[] Play(Fault? fault, int samples) =>
        Fan.Synthesize(Fan.Sections[0], Usual with { Speed = Speed }, fault, samples, Random("machine"), Random("fault"));

    private Waveform Channel(float[] heard, int delay, double gain, string name)
    {
        var (random, hiss) = (Random(name), Sound.Decibels(HissDb));
        var channel = new float[heard.Length];
        for (var i = 0; i < channel.Length; i++)
            channel[i] = (float)(gain * (i < delay ? 0 : heard[i - delay]) + hiss * random.Normal());
        return new Waveform(channel, SampleRate);
    }

    private Random Random(string purpose) => new((int)StableHash.Of(FormattableString.Invariant($"{Seed}/phone/{File}/{purpose}")));
}
