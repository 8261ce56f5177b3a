namespace Ssl4Asd.Audio;

/// <summary>Floats that hold integers which were never divided by their full scale.</summary>
internal static class FloatScale
{
    /// <summary>Beyond it floats are broken: more than integers of 32 bits, with 2 dB for filters that overshoot.</summary>
    internal const double Largest = Overshoot * (1L << 31);

    // Mixing, filtering and 32-bit float recorders leave floats a few times beyond full scale; 100, 40 dB above it, no sound
    // of that scale reaches. Integers of 16 bits stay below 100 only where the recording is 50 dB below full scale; whole
    // numbers tell them even then.
    private const double HighestFloat = 100, HighestWholeFloat = 1;

    private const double Overshoot = 1.25;

    /// <summary>How many bits the integers had; 0 for floats of the usual scale, whatever their peak up to 100.</summary>
    /// <param name="peak">The largest magnitude, at most <see cref="Largest"/>.</param>
    /// <param name="isWhole">Whether all samples are whole numbers.</param>
    internal static int Bits(double peak, bool isWhole)
    {
        var overshoot = isWhole ? 1 : Overshoot;
        return peak <= (isWhole ? HighestWholeFloat : HighestFloat) ? 0
            : peak <= overshoot * (1 << 15) ? 16
            : peak <= overshoot * (1 << 23) ? 24
            : 32;
    }
}
