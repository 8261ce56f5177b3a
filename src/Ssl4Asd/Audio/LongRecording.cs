using Microsoft.Win32.SafeHandles;
using Ssl4Asd.Audio.External;

namespace Ssl4Asd.Audio;

/// <summary>A recording that is read part by part, however long it is. Safe to read from several threads.</summary>
internal sealed class LongRecording : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly RecordingBytes _bytes;
    private readonly WavHeader _header;
    private readonly WavSamples.Mix _mix;
    private readonly string _path;
    private readonly int _sampleRate;

    private LongRecording(SafeFileHandle file, string path, SoundFormat format, Action<string>? notice)
    {
        (_file, _path, _sampleRate) = (file, path, format.SampleRate);
        _bytes = new FileBytes(file);
        var ofHeader = notice;
        if (Container.Of(_bytes) is { } container)
            (_bytes, ofHeader) = (new MemoryBytes(container.Decode(path, notice)), null);
        _header = WavHeader.Read(_bytes, path, ofHeader);
        _mix = WavSamples.Scan(_bytes, _header, path, format.Channels, notice);
        if (_header.Format.SampleRate != _sampleRate)
            notice?.Invoke($"{path}: resampled from {_header.Format.SampleRate} Hz to {_sampleRate} Hz");
    }

    /// <summary>Length in seconds.</summary>
    internal double Seconds => (double)_header.Frames / _header.Format.SampleRate;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What it is brought to; where the far channel is taken out, by the estimate of each part.</param>
    /// <param name="notice">Told what is odd about it.</param>
    /// <exception cref="InputException">As of <see cref="WavFile.Read"/>.</exception>
    internal static LongRecording Open(string path, SoundFormat format, Action<string>? notice)
    {
        var file = WavFile.OpenHandle(path);
        try
        {
            return WavFile.Checked(path, () => new LongRecording(file, path, format, notice));
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
        var (down, up) = SampleRateConversion.Ratio(rate, _sampleRate);
        var reach = rate == _sampleRate ? 0 : SampleRateConversion.Reach(rate, _sampleRate) + 1;
        var steps = (int)Math.Min((reach + down - 1) / down, first / down);
        var begin = first - (long)steps * down;
        var end = Math.Min(_header.Frames, first + ((long)samples * rate + _sampleRate - 1) / _sampleRate + reach);
        var part = _header with { DataOffset = _header.DataOffset + begin * _header.Format.FrameBytes, Frames = end - begin };
        var waveform = new Waveform(WavFile.Checked(_path, () => WavSamples.ReadPart(_bytes, part, _path, _mix)), rate);
        var mono = rate == _sampleRate ? waveform.Samples : SampleRateConversion.Convert(waveform, _sampleRate).Samples;
        var wanted = mono.AsSpan(steps * up);
        var levels = new short[Math.Min(samples, wanted.Length)];
        Pcm16.FromFloat(wanted[..levels.Length], levels);
        return levels;
    }

    public void Dispose() => _file.Dispose();
}
