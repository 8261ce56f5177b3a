using System.Globalization;
using Ssl4Asd.Audio;

namespace Ssl4Asd.Data.Demo;

/// <summary>One clip that is to be synthesised. All that is random in it comes from the seed and its name.</summary>
/// <param name="Machine">The machine type.</param>
/// <param name="Section">Index of the individual.</param>
/// <param name="Name">What it is, as a labelled file name tells it.</param>
/// <param name="Operation">How the machine is run.</param>
/// <param name="Fault">What is wrong, or null for a normal clip.</param>
/// <param name="Seed">The seed of the data set.</param>
internal sealed record DemoClip(Machine Machine, int Section, ClipName Name, Operation Operation, Fault? Fault, int Seed)
{
    /// <summary>The loudest sample that is written; what would be louder is turned down as a whole.</summary>
    internal const double Ceiling = 0.9;

    private FactoryNoise Hall => Name.Domain == Domain.Target ? FactoryNoise.Target : FactoryNoise.Source;

    /// <summary>The ratio of the healthy machine's power to that of the noise.</summary>
    internal double SnrDb => Random("snr").Between(Hall.SnrDb.Low, Hall.SnrDb.High);

    /// <summary>
    /// The machine in its hall, 16 kHz. Levels are those of the healthy machine, so that a fault adds to the sound and is
    /// not normalised away.
    /// </summary>
    /// <param name="seconds">Length.</param>
    internal Waveform Render(double seconds)
    {
        var samples = (int)(seconds * Sound.SampleRate);
        var healthy = Sound.Rms(Play(null, samples));
        var sound = Play(Fault, samples);
        Sound.Scale(sound, 1 / healthy);
        Sound.Add(sound, Hall.Synthesize(samples, Random("noise")), Sound.Decibels(-SnrDb));
        Sound.Scale(sound, Sound.Decibels(Random("level").Between(-28, -24))); // the microphone is near, or not so near
        Sound.Scale(sound, Math.Min(1, Ceiling / sound.Max(Math.Abs)));
        return new Waveform([.. sound.Select(s => (float)s)], Sound.SampleRate);
    }

    /// <summary>The machine alone, with the fault that is given.</summary>
    internal double[] Play(Fault? fault, int samples) =>
        Machine.Synthesize(Machine.Sections[Section], Operation, fault, samples, Random("machine"), Random("fault"));

    /// <summary>The attribute string, such as <c>speed_10_load_3</c>.</summary>
    internal static string Attributes(Machine machine, Operation operation) => string.Create(
        CultureInfo.InvariantCulture, $"{machine.Attributes.Speed}_{operation.Speed}_{machine.Attributes.Load}_{operation.Load}");

    private Random Random(string purpose) => new((int)StableHash.Of(string.Create(
        CultureInfo.InvariantCulture, $"{Seed}/{Machine.Name}/{Name}/{purpose}")));
}
