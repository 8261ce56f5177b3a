using Ssl4Asd.Audio;

namespace Ssl4Asd.Presets;

/// <summary>
/// All sizes of an experiment, as immutable data: vary one with <c>preset with { … }</c>. What is trained with them
/// (which losses, which exchanges) is the <see cref="SystemDefinition"/>.
/// </summary>
public sealed record Preset
{
    /// <summary>The name on the command line and in run.json.</summary>
    public required string Name { get; init; }

    /// <summary>Samples a second; recordings of another rate are resampled. 16 kHz for all DCASE data.</summary>
    public int SampleRate { get; init; } = 16_000;

    /// <summary>What becomes of recordings of several channels.</summary>
    public ChannelChoice Channels { get; init; }

    /// <summary>What recordings are brought to.</summary>
    public SoundFormat Sound => new(SampleRate, Channels);

    /// <summary>
    /// Seconds that the network sees of a recording. Shorter recordings are tiled, longer ones are cut.
    /// At least <see cref="MinClipSamples"/> samples.
    /// </summary>
    public double ClipSeconds { get; init; } = 18;

    /// <summary>The inputs of the network.</summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>Where recordings that do not have the length of a clip are cut.</summary>
    public CropRule Crops { get; init; } = CropRule.EachEpoch;

    /// <summary>Which of the three versions of the residual network.</summary>
    public ResidualVersion Residual { get; init; } = ResidualVersion.Uniform;

    /// <summary>The sub-cluster AdaCos heads.</summary>
    public HeadOptions Heads { get; init; } = new();

    /// <summary>The training loop.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The autoencoder, of the systems that are one.</summary>
    public AutoencoderOptions Autoencoder { get; init; } = new();

    /// <summary>The backend.</summary>
    public ScoringOptions Scoring { get; init; } = new();

    /// <summary>Samples of one clip: <see cref="ClipSeconds"/> at <see cref="SampleRate"/>, rounded down to an even number.</summary>
    public int ClipSamples => (int)(ClipSeconds * SampleRate) / 2 * 2;

    /// <summary>
    /// The shortest clip that the spectrogram branch can digest: five frames, of which its strided convolution and
    /// pooling leave one. 3072 samples (0.192 s) with the paper's frames.
    /// </summary>
    public int MinClipSamples => Features.WindowLength + 4 * Features.HopLength;

    /// <summary>The longest clip, in seconds.</summary>
    public const double MaxClipSeconds = 600;

    /// <summary>The same with other passes over the training data, of all that is trained; as it is where null.</summary>
    /// <param name="epochs">At least 1.</param>
    public Preset WithEpochs(int? epochs) => epochs is { } count ? this with { Training = Training with { Epochs = count }, Autoencoder = Autoencoder with { Epochs = count } } : this;

    /// <summary>The same with another choice of channels; as it is where null.</summary>
    /// <param name="name">A name of <see cref="ChannelChoice"/>, whatever the case.</param>
    /// <exception cref="InputException">No choice has that name.</exception>
    public Preset WithChannels(string? name) => this with { Channels = Sound.WithChannels(name).Channels };

    /// <summary>All presets that have a name.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        .. PaperPresets.All, DemoPreset.Value, TinyPreset.Value,
        DirectActPresets.Dcase2020, DirectActPresets.Dcase2022, DirectActPresets.Dcase2023, DirectActPresets.Dcase2024,
    ];

    /// <summary>Finds a preset by its name, whatever the case.</summary>
    /// <exception cref="InputException">No preset has that name.</exception>
    public static Preset Named(string name) => Check.Named(All, p => p.Name, name, "preset");

    /// <summary>Returns this preset after checking the range of every number.</summary>
    /// <exception cref="InputException">A number is outside its range; the message names it.</exception>
    public Preset Validate()
    {
        Features.Validate();
        Check.That(SampleRate is >= 1_000 and <= 384_000, nameof(SampleRate), SampleRate, "in 1,000 … 384,000 Hz");
        Check.That(double.IsFinite(ClipSeconds) && ClipSamples >= MinClipSamples && ClipSeconds <= MaxClipSeconds, nameof(ClipSeconds), ClipSeconds,
            FormattableString.Invariant($"in {(double)MinClipSamples / SampleRate} … {MaxClipSeconds} s: the spectrogram needs five frames"));
        Check.That(Enum.IsDefined(Channels), nameof(Channels), Channels, string.Join(", ", Enum.GetNames<ChannelChoice>()));
        Check.That(Enum.IsDefined(Crops), nameof(Crops), Crops, string.Join(" or ", Enum.GetNames<CropRule>()));
        Check.That(Enum.IsDefined(Residual), nameof(Residual), Residual, string.Join(" or ", Enum.GetNames<ResidualVersion>()));
        Heads.Validate();
        Autoencoder.Validate();
        Training.Validate();
        Scoring.Validate();
        return this;
    }
}
