using System.Numerics;

namespace NWaves.Transforms;

/// <summary>The spectrum of real samples: bins 0 … size/2 of the discrete Fourier transform, unscaled.</summary>
public class RealFft
{
    private readonly Complex[] _twiddles;
    private readonly Complex[] _work;

    public RealFft(int size)
    {
        if (size < 1 || !BitOperations.IsPow2(size))
        {
            throw new ArgumentException("Size of FFT must be a power of 2!");
        }
        Size = size;
        _work = new Complex[size];
        _twiddles = [.. Enumerable.Range(0, size / 2).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / size))];
    }

    public int Size { get; }

    public void Direct(float[] input, float[] re, float[] im)
    {
        Transform(input);
        for (var k = 0; k <= Size / 2; k++)
        {
            (re[k], im[k]) = ((float)_work[k].Real, (float)_work[k].Imaginary);
        }
    }

    /// <summary>|X|, divided by size/2 if normalized.</summary>
    public void MagnitudeSpectrum(float[] samples, float[] spectrum, bool normalize = false)
    {
        Transform(samples);
        for (var k = 0; k < spectrum.Length; k++)
        {
            spectrum[k] = (float)(_work[k].Magnitude / (normalize ? Size / 2 : 1));
        }
    }

    /// <summary>|X|², divided by size/2 if normalized.</summary>
    public void PowerSpectrum(float[] samples, float[] spectrum, bool normalize = true)
    {
        Transform(samples);
        for (var k = 0; k < spectrum.Length; k++)
        {
            var (re, im) = (_work[k].Real, _work[k].Imaginary);
            spectrum[k] = (float)((re * re + im * im) / (normalize ? Size / 2 : 1));
        }
    }

    /// <summary>Radix 2, in place, in double precision: bit-reversed input, then the butterflies.</summary>
    private void Transform(float[] input)
    {
        for (int i = 0, reversed = 0; i < Size; i++)
        {
            _work[reversed] = input[i];
            var bit = Size >> 1;
            for (; (reversed & bit) != 0; bit >>= 1)
            {
                reversed ^= bit;
            }
            reversed |= bit;
        }
        for (var half = 1; half < Size; half *= 2)
        {
            for (var start = 0; start < Size; start += 2 * half)
            {
                for (var k = start; k < start + half; k++)
                {
                    var odd = _work[k + half] * _twiddles[(k - start) * (Size / 2 / half)];
                    _work[k + half] = _work[k] - odd;
                    _work[k] += odd;
                }
            }
        }
    }
}
