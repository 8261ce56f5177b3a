using Ssl4Asd.Audio;
using Ssl4Asd.Features;
using Ssl4Asd.Presets;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Autoencoders;

/// <summary>The log-mel frames of some recordings, and the windows of neighbouring ones among them; none reaches from a recording into the next.</summary>
internal sealed class LogMelWindows : IDisposable
{
    private readonly Tensor _frames; // [frames of all recordings, bands]
    private readonly long _length;   // frames of a window

    private LogMelWindows(Tensor frames, IReadOnlyList<(long First, long Count)> ofRecordings, int length)
    {
        (_frames, _length) = (frames, length);
        OfRecordings = ofRecordings;
    }

    /// <summary>Of each recording its first window, as an index of frames, and how many it has.</summary>
    internal IReadOnlyList<(long First, long Count)> OfRecordings { get; }

    /// <summary>Computes the frames. Recordings that are too short for a window are repeated.</summary>
    /// <param name="store">The recordings.</param>
    /// <param name="which">Those to take.</param>
    /// <param name="options">Bands and frames of a window.</param>
    /// <param name="device">Where they go.</param>
    /// <param name="stop">Ends the work.</param>
    internal static LogMelWindows Of(ClipStore store, IEnumerable<int> which, AutoencoderOptions options, Device device, CancellationToken stop)
    {
        using var logMel = new LogMel(options.Bands, store.SampleRate);
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        var windows = new List<(long, long)>();
        var first = 0L;
        foreach (var recording in which)
        {
            stop.ThrowIfCancellationRequested();
            var samples = new float[Math.Max(store.Length(recording), logMel.SamplesOf(options.Frames))];
            store.CopyClip(recording, 0, samples);
            using var waveform = tensor(samples); // all of them together would be larger than the features
            parts.Add(logMel.Of(waveform));
            var count = parts[^1].size(0);
            windows.Add((first, count - options.Frames + 1));
            first += count;
        }
        return new(cat(parts, dim: 0).to(device).DetachFromDisposeScope(), windows, options.Frames);
    }

    /// <summary>Windows by the index of their first frame: <c>[windows, frames · bands]</c>.</summary>
    internal Tensor Take(IEnumerable<long> first)
    {
        using var scope = NewDisposeScope();
        var starts = tensor(first.ToArray(), device: _frames.device).unsqueeze(1);
        using var length = _length.ToScalar();
        var rows = starts.add(arange(Scalars.Zero, length, Scalars.One, dtype: ScalarType.Int64, device: _frames.device), Scalars.One); // [windows, frames]
        return _frames.index_select(0, rows.flatten()).view(starts.size(0), -1).MoveToOuterDisposeScope();
    }

    /// <summary>The windows of a recording.</summary>
    internal Tensor Take(int recording) => Take(Enumerable.Range(0, (int)OfRecordings[recording].Count).Select(i => OfRecordings[recording].First + i));

    public void Dispose() => _frames.Dispose();
}
