using NWaves.Windows;

namespace NWaves.Filters.Fda;

/// <summary>Filter design.</summary>
public static class DesignFilter
{
    /// <summary>
    /// A low-pass: a sinc of so many taps cut out by a window, gain 1 at 0 Hz. The frequency, 0 … 0.5 cycles per
    /// sample, is where −6 dB lies.
    /// </summary>
    public static double[] FirWinLp(int order, double frequency, WindowType window = WindowType.Blackman)
    {
        if (frequency is < 0 or > 0.5)
        {
            throw new ArgumentException("Cutoff frequency must be in range [0, 0.5]!");
        }
        // With an even number of taps the centre lies between two of them.
        var centre = (order - 1) / 2 + (order % 2 == 0 ? 0.5 : 0);
        var weights = Window.OfType(window, order);
        var kernel = new double[order];
        for (var i = 0; i < order; i++)
        {
            var d = i - centre;
            kernel[i] = weights[i] * (d == 0 ? 2 * frequency : Math.Sin(2 * Math.PI * frequency * d) / (Math.PI * d));
        }
        var gain = kernel.Sum();
        return [.. kernel.Select(tap => tap / gain)];
    }
}
