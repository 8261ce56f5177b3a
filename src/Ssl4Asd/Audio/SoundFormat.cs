namespace Ssl4Asd.Audio;

/// <summary>What recordings are brought to when they are decoded.</summary>
/// <param name="SampleRate">Samples a second, 1,000 … 384,000 Hz.</param>
/// <param name="Channels">What becomes of several channels.</param>
public readonly record struct SoundFormat(int SampleRate, ChannelChoice Channels = ChannelChoice.Average)
{
    /// <summary>That of the DCASE data: 16 kHz, the average of all channels.</summary>
    public static SoundFormat Usual => WavFile.SampleRate;

    /// <summary>The average of all channels at a sample rate.</summary>
    /// <param name="sampleRate">In Hz.</param>
    public static implicit operator SoundFormat(int sampleRate) => new(sampleRate);

    /// <summary>This format with a choice of channels by its name, whatever the case; without one as it is.</summary>
    /// <exception cref="InputException">There is no such choice.</exception>
    public SoundFormat WithChannels(string? name) => name is null ? this : this with { Channels = Check.Named<ChannelChoice>(name, "choice of channels") };

    /// <summary>How it stands in names and hashes: the rate, and the channels where they are not the average.</summary>
    public override string ToString() => FormattableString.Invariant($"{SampleRate}{(Channels == ChannelChoice.Average ? "" : $"-{Csv.Word(Channels)}")}");

    /// <summary>Returns this format after checking its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the choice is outside it.</exception>
    internal SoundFormat Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleRate, WavHeader.MinSampleRate, nameof(SampleRate));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SampleRate, WavHeader.MaxSampleRate, nameof(SampleRate));
        return Enum.IsDefined(Channels) ? this : throw new ArgumentOutOfRangeException(nameof(Channels), Channels, "expected one of the choices");
    }
}
