namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>What an axis must show, and the range that follows, by plotly.js's rules.</summary>
internal sealed class Extremes
{
    private const double Extra = 0.05;

    private readonly Dictionary<(double Pad, bool Padded), double> _lows = [];
    private readonly Dictionary<(double Pad, bool Padded), double> _highs = [];

    /// <param name="value">On the axis: its logarithm on a logarithmic one; nothing happens unless it is finite.</param>
    /// <param name="pad">Pixels that are needed around it.</param>
    /// <param name="padded">Whether it keeps off the end by a twentieth of the axis.</param>
    public void Include(double value, double pad = 0, bool padded = false)
    {
        if (!double.IsFinite(value))
            return;
        Keep(_lows, value, pad, padded, Math.Min);
        Keep(_highs, value, pad, padded, Math.Max);
    }

    /// <summary>Values that stand on zero, which is at the end of the axis if nothing is beyond.</summary>
    public void IncludeFromZero(double value, double pad = 0)
    {
        if (!double.IsFinite(value))
            return;
        Include(0);
        Keep(value < 0 ? _lows : _highs, value, value == 0 ? 0 : pad, value != 0, value < 0 ? Math.Min : Math.Max);
    }

    /// <param name="length">Of the axis, in pixels.</param>
    /// <returns>Null if nothing was included.</returns>
    public (double Low, double High)? Range(double length)
    {
        if (_lows.Count == 0)
            return null;
        double Pad((double Pad, bool Padded) key) => key.Pad + (key.Padded ? Extra * length : 0);
        var best = (Slope: 0.0, Low: 0.0, LowPad: 0.0, High: 0.0, HighPad: 0.0);
        foreach (var (lowKey, low) in _lows)
        {
            foreach (var (highKey, high) in _highs.Where(high => high.Value > low))
            {
                var (lowPad, highPad) = (Pad(lowKey), Pad(highKey));
                if (length - lowPad - highPad <= length / 10)
                    (lowPad, highPad) = (0, 0);
                var slope = (high - low) / (length - lowPad - highPad);
                if (slope > best.Slope)
                    best = (slope, low, lowPad, high, highPad);
            }
        }
        if (best.Slope > 0)
            return (best.Low - best.Slope * best.LowPad, best.High + best.Slope * best.HighPad);
        var only = _lows.Values.Min();
        return _lows.ContainsKey((0, false)) && only == 0 && _highs.Count == 1 && IsZeroBased ? (0, 1) : (only - 1, only + 1);
    }

    /// <summary>Whether bars stand on the axis.</summary>
    public bool IsZeroBased { get; set; }

    private static void Keep(
        Dictionary<(double Pad, bool Padded), double> ends, double value, double pad, bool padded, Func<double, double, double> farther)
    {
        var key = (pad, padded);
        ends[key] = ends.TryGetValue(key, out var end) ? farther(end, value) : value;
    }
}
