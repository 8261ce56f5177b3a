using Ssl4Asd.Audio;

namespace Ssl4Asd.Presets;

/// <summary>
/// The numbers of the paper, one for each data set. The text of the paper gives the design, its published
/// implementation (wilkinghoff/ssl4asd) the numbers that the text leaves out.
/// </summary>
public static class PaperPresets
{
    /// <summary>DCASE2023: 6–18 s recordings, all brought to 18 s (paper, section 4.1).</summary>
    public static Preset Dcase2023 { get; } = new()
    {
        Name = "paper",
        SampleRate = 16_000,           // section 4.1: ToyAdmos2 and MIMII-DG at 16 kHz
        ClipSeconds = 18,              // published code: 288,000 samples, the longest recording of DCASE2023
        Features = new()
        {
            WindowLength = 1024,       // published code: Hann window of 1024 samples
            HopLength = 512,           // published code: half a window
        },
        Heads = new()
        {
            Subclusters = 16,          // section 2: sub-cluster AdaCos with 16 sub-clusters
        },
        Training = new()
        {
            Epochs = 10,               // section 2
            BatchSize = 64,            // section 2
            LearningRate = 1e-3,       // published code: Keras's Adam with its defaults
            AdamEpsilon = 1e-7,        // published code: Keras's default
            WeightPenalty = 1e-5,      // published code: L2 on the kernels of both branches
        },
        Scoring = new()
        {
            Clusters = 16,             // published code: k-means with 16 means
            ThresholdPercentile = 90,  // published code: threshold of the decision files
        },
    };

    /// <summary>DCASE2022: all recordings are 10 s long (paper, section 4.1).</summary>
    public static Preset Dcase2022 { get; } = Dcase2023 with
    {
        Name = "paper-dcase2022",
        ClipSeconds = 10,              // published code: 160,000 samples
    };

    /// <summary>DCASE2020: the paper's numbers, with clips as long as the longest recordings of that year; nobody has published results with them, nor for the years below.</summary>
    public static Preset Dcase2020 { get; } = OfYear(2020, clipSeconds: 11);

    /// <summary>DCASE2021.</summary>
    public static Preset Dcase2021 { get; } = OfYear(2021, clipSeconds: 10);

    /// <summary>DCASE2024.</summary>
    public static Preset Dcase2024 { get; } = OfYear(2024, clipSeconds: 12);

    /// <summary>DCASE2025.</summary>
    public static Preset Dcase2025 { get; } = OfYear(2025, clipSeconds: 12);

    /// <summary>DCASE2026: of the two channels the near one, as the challenge's baseline takes it.</summary>
    public static Preset Dcase2026 { get; } = OfYear(2026, clipSeconds: 16) with { Channels = ChannelChoice.Near };

    /// <summary>All, by year.</summary>
    public static IReadOnlyList<Preset> All { get; } = [Dcase2023, Dcase2020, Dcase2021, Dcase2022, Dcase2024, Dcase2025, Dcase2026];

    private static Preset OfYear(int year, double clipSeconds) => Dcase2023 with { Name = FormattableString.Invariant($"paper-dcase{year}"), ClipSeconds = clipSeconds };
}
