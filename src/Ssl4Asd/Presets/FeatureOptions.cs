namespace Ssl4Asd.Presets;

/// <summary>
/// How a waveform becomes the two inputs of the network (paper, section 2).
/// The spectrum branch has no setting: it sees the magnitude of the FFT over the whole clip.
/// </summary>
public sealed record FeatureOptions
{
    /// <summary>Frame length of the spectrogram in samples, also the length of its periodic Hann window; even, at least 16.</summary>
    public int WindowLength { get; init; } = 1024;

    /// <summary>Distance between frames in samples; 1 … <see cref="WindowLength"/>.</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>Bins of one spectrogram frame, without the mirrored half: 513 for the paper.</summary>
    public int Bins => WindowLength / 2 + 1;

    /// <summary>Frames of a spectrogram of <paramref name="samples"/> samples; nothing is padded. 561 for 18 s.</summary>
    public int Frames(int samples) => samples < WindowLength ? 0 : 1 + (samples - WindowLength) / HopLength;

    internal void Validate()
    {
        Check.That(WindowLength >= 16 && WindowLength % 2 == 0, nameof(WindowLength), WindowLength, "even and at least 16");
        Check.That(HopLength >= 1 && HopLength <= WindowLength, nameof(HopLength), HopLength, $"in 1 … {WindowLength}");
    }
}
