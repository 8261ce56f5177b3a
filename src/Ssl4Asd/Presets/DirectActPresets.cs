namespace Ssl4Asd.Presets;

/// <summary>
/// The numbers with which the authors of direct-act train it, one for each data set (arXiv 2509.10951 and 2602.18777): the paper's but for
/// the epochs. What the system itself does otherwise is <see cref="SystemDefinition.DirectAct"/>.
/// </summary>
public static class DirectActPresets
{
    /// <summary>DCASE2020: 10 to 11 s recordings.</summary>
    public static Preset Dcase2020 { get; } = Of("direct-act-dcase2020", clipSeconds: 11, epochs: 10);

    /// <summary>DCASE2022: the epochs are not published; the paper's are taken.</summary>
    public static Preset Dcase2022 { get; } = Of("direct-act-dcase2022", clipSeconds: 10, epochs: 10);

    /// <summary>DCASE2023.</summary>
    public static Preset Dcase2023 { get; } = Of("direct-act-dcase2023", clipSeconds: 18, epochs: 5);

    /// <summary>DCASE2024: recordings of up to 12 s.</summary>
    public static Preset Dcase2024 { get; } = Of("direct-act-dcase2024", clipSeconds: 12, epochs: 15);

    private static Preset Of(string name, double clipSeconds, int epochs) => PaperPresets.Dcase2023 with
    {
        Name = name,
        ClipSeconds = clipSeconds,
        Training = PaperPresets.Dcase2023.Training with { Epochs = epochs },
    };
}
