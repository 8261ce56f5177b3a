using Microsoft.Win32.SafeHandles;

namespace Ssl4Asd.Audio;

/// <summary>A recording that is read part by part, however long it is. Safe to read from several threads.</summary>
internal sealed class LongRecording : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly WavHeader _header;
    private readonly string _path;
    private readonly int _sampleRate;

    private LongRecording(SafeFileHandle file, WavHeader header, string path, int sampleRate) => (_file, _header, _path, _sampleRate) = (file, header, path, sampleRate);

    /// <summary>Length in seconds.</summary>
    internal double Seconds => (double)_header.Frames / _header.Format.SampleRate;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleRate">The wanted rate in Hz.</param>
    /// <param name="notice">Told what is odd about it.</param>
    /// <exception cref="InputException">As of <see cref="WavFile.Read"/>.</exception>
    internal static LongRecording Open(string path, int sampleRate, Action<string>? notice)
    {
        var file = WavFile.OpenHandle(path);
        try
        {
            var recording = new LongRecording(file, WavHeader.Read(file, path, notice), path, sampleRate);
            if (recording._header.Format.SampleRate != sampleRate)
                notice?.Invoke($"{path}: resampled from {recording._header.Format.SampleRate} Hz to {sampleRate} Hz");
            return recording;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A part as mono 16-bit integers at the wanted rate; where the recording is shorter, all that there is.</summary>
    /// <param name="start">In seconds, 0 or more and before the end.</param>
    /// <param name="samples">Its length at the wanted rate.</param>
    /// <returns>The same samples as those of the whole recording but for rounding, where it is resampled.</returns>
    /// <exception cref="InputException">The file cannot be read, or holds what no sample is.</exception>
    internal short[] Read(double start, int samples)
    {
        var rate = _header.Format.SampleRate;
        var first = (long)Math.Round(start * rate);
        // so many samples before the part last as long as a whole number of samples at the wanted rate
        var common = Gcd(rate, _sampleRate);
        var (down, up) = (rate / common, _sampleRate / common);
        var reach = rate == _sampleRate ? 0 : SampleRateConversion.Reach(rate, _sampleRate) + 1;
        var steps = (int)Math.Min((reach + down - 1) / down, first / down);
        var begin = first - (long)steps * down;
        var end = Math.Min(_header.Frames, first + ((long)samples * rate + _sampleRate - 1) / _sampleRate + reach);
        var part = _header with { DataOffset = _header.DataOffset + begin * _header.Format.FrameBytes, Frames = (int)(end - begin) };
        Waveform waveform;
        try
        {
            waveform = new Waveform(WavSamples.ReadMono(_file, part, _path), rate);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{_path}: cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check the disk, or copy the file again", e);
        }
        var mono = rate == _sampleRate ? waveform.Samples : SampleRateConversion.Convert(waveform, _sampleRate).Samples;
        var wanted = mono.AsSpan(steps * up);
        var levels = new short[Math.Min(samples, wanted.Length)];
        Pcm16.FromFloat(wanted[..levels.Length], levels);
        return levels;
    }

    public void Dispose() => _file.Dispose();

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
