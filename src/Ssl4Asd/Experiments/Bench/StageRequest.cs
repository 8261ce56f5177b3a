using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>What <see cref="StageBench"/> measures.</summary>
public sealed record StageRequest
{
    /// <summary>All sizes; the batch is that of training.</summary>
    public Preset Preset { get; init; } = PaperPresets.Dcase2023;

    /// <summary>Original classes; at least 2. DCASE2023 has 167.</summary>
    public int Classes { get; init; } = 167;

    /// <summary>Measurements of each stage, 1 … 1000, after one that does not count.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>
    /// Seconds of steps, 0 … 600, before those that count, where each side of a comparison has a process of its own: .NET compiles its loops
    /// meanwhile.
    /// </summary>
    public double WarmUp { get; init; } = 8;

    /// <summary>A data set whose recordings are read; noise where null.</summary>
    public string? Data { get; init; }

    /// <summary>Sections for k-means and scoring; at least 1. DCASE2023 has 14.</summary>
    public int Sections { get; init; } = 14;

    /// <summary>Training clips of each section; at least 1. DCASE has 1000.</summary>
    public int SectionClips { get; init; } = 1000;

    /// <summary>Test clips of each section; at least 1. DCASE has 200.</summary>
    public int SectionTestClips { get; init; } = 200;

    /// <summary>Returns this request after checking it.</summary>
    /// <exception cref="InputException">A number is outside its range.</exception>
    public StageRequest Validate()
    {
        Preset.Validate();
        Check.That(Classes is >= 2 and <= 100_000, nameof(Classes), Classes, "in 2 … 100,000");
        Check.That(Runs is >= 1 and <= 1000, nameof(Runs), Runs, "in 1 … 1000");
        Check.That(WarmUp is >= 0 and <= 600, nameof(WarmUp), WarmUp, "in 0 … 600 s");
        Check.That(Sections >= 1, nameof(Sections), Sections, "at least 1");
        Check.That(SectionClips >= 1, nameof(SectionClips), SectionClips, "at least 1");
        Check.That(SectionTestClips >= 1, nameof(SectionTestClips), SectionTestClips, "at least 1");
        return this;
    }
}
