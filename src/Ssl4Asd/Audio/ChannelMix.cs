namespace Ssl4Asd.Audio;

/// <summary>Averages channels, and sees meanwhile whether that takes the sound away, and how large the samples are.</summary>
internal sealed class ChannelMix(int channels)
{
    /// <summary>
    /// An average with less than a tenth (−10 dB) of the energy that channels without any relation would leave. Two
    /// channels reach that with a correlation below −0.9: a microphone with its poles exchanged, not a stereo recording.
    /// </summary>
    internal const double CancelledShare = 0.1;

    private const double Trace = 1e-12;

    private readonly double[] _sums = new double[channels];
    private readonly double[] _squares = new double[channels];
    private double _mixSum, _mixSquares;
    private long _frames;

    /// <summary>The largest magnitude in any channel.</summary>
    internal double Peak { get; private set; }

    /// <summary>Whether all samples are whole numbers.</summary>
    internal bool IsWhole { get; private set; } = true;

    /// <summary>How many frames hold NaN or a magnitude beyond <see cref="FloatScale.Largest"/>.</summary>
    internal int Bad { get; private set; }

    /// <summary>The first of them; −1 where there is none.</summary>
    internal long FirstBad { get; private set; } = -1;

    /// <summary>Averages frames.</summary>
    /// <param name="values">The samples of all channels, one frame behind the other.</param>
    /// <param name="mono">Receives one average a frame.</param>
    internal void Add(ReadOnlySpan<double> values, Span<float> mono)
    {
        for (var i = 0; i < mono.Length; i++)
        {
            var (sum, isBad) = (0.0, false);
            for (var channel = 0; channel < channels; channel++)
            {
                var value = values[i * channels + channel];
                sum += value;
                _sums[channel] += value;
                _squares[channel] += value * value;
                Peak = Math.Max(Peak, Math.Abs(value));
                IsWhole &= value == Math.Floor(value);
                isBad |= !(Math.Abs(value) <= FloatScale.Largest);
            }
            var mean = sum / channels;
            _mixSum += mean;
            _mixSquares += mean * mean;
            mono[i] = (float)mean;
            if (isBad)
            {
                FirstBad = Bad++ == 0 ? _frames + i : FirstBad;
            }
        }
        _frames += mono.Length;
    }

    /// <summary>
    /// Null where the average holds the sound. Where the channels cancel, the one to take instead: the first that has at
    /// least a tenth of the energy of the loudest, so that it is the same one in all recordings of a set.
    /// </summary>
    internal int? Instead()
    {
        // without an offset, of which rounding leaves a trace
        double Energy(double sum, double squares) => (squares - sum / _frames * sum) / _frames is var energy && energy > Trace * squares / _frames ? energy : 0;
        var energies = _sums.Zip(_squares, Energy).ToArray();
        return channels > 1 && (double)channels * channels * Energy(_mixSum, _mixSquares) < CancelledShare * energies.Sum()
            ? Array.FindIndex(energies, e => e >= energies.Max() / 10)
            : null;
    }
}
