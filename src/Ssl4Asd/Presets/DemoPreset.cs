namespace Ssl4Asd.Presets;

/// <summary>The paper's network and losses at sizes that a two-core laptop trains in minutes.</summary>
public static class DemoPreset
{
    /// <summary>Only sizes differ from <see cref="PaperPresets.Dcase2023"/>; every line says why.</summary>
    public static Preset Value { get; } = PaperPresets.Dcase2023 with
    {
        Name = "demo",
        ClipSeconds = 2,               // a ninth of the work for each clip; the demo recordings are this short
        Training = PaperPresets.Dcase2023.Training with
        {
            BatchSize = 16,            // hundreds of clips instead of thousands: enough steps in an epoch
            Epochs = 20,               // the same reason: about as many steps as fit into a coffee break
        },
    };
}
