namespace Ssl4Asd.Presets;

/// <summary>As small as is still meaningful: for tests, and for notebooks that only have to run.</summary>
public static class TinyPreset
{
    /// <summary>Only sizes differ from <see cref="PaperPresets.Dcase2023"/>; every line says why.</summary>
    public static Preset Value { get; } = PaperPresets.Dcase2023 with
    {
        Name = "tiny",
        ClipSeconds = 0.5,             // 14 frames: above the minimum of five, and a step takes a tenth of a second
        Heads = PaperPresets.Dcase2023.Heads with
        {
            Subclusters = 4,           // the heads stay small beside the few clips
        },
        Autoencoder = PaperPresets.Dcase2023.Autoencoder with
        {
            Epochs = 2,                // enough to run
        },
        Training = PaperPresets.Dcase2023.Training with
        {
            BatchSize = 8,             // several steps in an epoch of a few dozen clips
            Epochs = 2,                // one epoch boundary, so that resuming can be tested
        },
        Scoring = PaperPresets.Dcase2023.Scoring with
        {
            Clusters = 4,              // fewer means than training clips of a machine
        },
    };
}
