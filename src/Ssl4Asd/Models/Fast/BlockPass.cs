using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// One application of a <see cref="ResidualBlock"/> to a batch in training: the same numbers as its forward, in fewer passes over
/// memory, channels last. Batch normalisation needs the whole batch, so each pass ends where statistics are complete; what a
/// normalisation and ReLU make of its input is computed where a convolution reads it, and kept nowhere.
/// </summary>
internal sealed partial class BlockPass : IDisposable
{
    private readonly ResidualBlock _block;
    private readonly Activation _input;
    private readonly IReadOnlyList<(int First, int Count)> _parts;
    private readonly int _channels;
    private readonly int _frames;
    private readonly int _bins;
    private readonly Tensor[] _inner; // what the first convolution leaves; what the second does is forgotten
    private readonly Gates[] _gates;
    private readonly StridedConvolution? _strided;
    private readonly StridedConvolution? _skip;
    private readonly Tensor?[] _skipped; // the output of the other path of a strided block
    private readonly ChannelNorm _norm1;

    /// <summary>Computes the output.</summary>
    /// <param name="block">The layers.</param>
    /// <param name="input">What the part before left; kept by it for the backward step.</param>
    /// <param name="clips">Clips of the batch.</param>
    internal BlockPass(ResidualBlock block, Activation input, int clips)
    {
        (_block, _input, _parts) = (block, input, Activation.Split(clips));
        _channels = (int)block.Conv1.Weight.size(0);
        _frames = (int)SamePadding.OutputLength(input.Frames, block.Conv1.Stride);
        _bins = (int)SamePadding.OutputLength(input.Bins, block.Conv1.Stride);
        if (block.Skip is { } skip)
        {
            _strided = new StridedConvolution(block.Conv1, (input.Frames, input.Bins), Input);
            _skip = new StridedConvolution(skip, (_frames, _bins), chunk => Pixels.Pooled(input.Chunks[chunk], input.Norm, float.NegativeInfinity));
        }
        (_inner, _gates, _skipped) = (new Tensor[_parts.Count], new Gates[_parts.Count], new Tensor?[_parts.Count]);
        _norm1 = Inner(clips);
        Output = Outer(clips);
    }

    /// <summary>What the next part gets.</summary>
    internal Activation Output { get; }

    private int Length => _bins * _channels; // of a frame

    private ChannelNorm Inner(int clips)
    {
        var moments = new Moments(clips * _frames, _channels);
        using var kernel = _strided is null ? Kernel.Forward(_block.Conv1.Weight) : null;
        for (var k = 0; k < _parts.Count; k++)
        {
            var first = _parts[k].First * _frames;
            void AddMoments(int line, Span<float> x) => PixelSums.Moments(x, _channels, moments, (first + line) * _channels);
            if (kernel is null)
                PixelLines.Each(_inner[k] = _strided!.Apply(k, _parts[k].Count), AddMoments);
            else
                Convolution.Apply(Grid(k), Input(k), kernel, _inner[k] = New(k), AddMoments);
            _skipped[k] = _skip?.Apply(k, _parts[k].Count);
        }
        return ChannelNorm.OfBatch(_block.Norm1, moments.Join(_bins));
    }

    private Activation Outer(int clips)
    {
        var moments = new Moments(clips * _frames, _channels);
        var sums = new Tensor[_parts.Count];
        using var kernel = Kernel.Forward(_block.Conv2.Weight);
        using var memory = New(0); // no chunk has more clips than the first
        for (var k = 0; k < _parts.Count; k++)
        {
            using var outer = memory.narrow(0, 0, _parts[k].Count);
            var means = new ClipMeans(Grid(k), _channels);
            Convolution.Apply(Grid(k), Rectified(k), kernel, outer, _block.Se is null ? null : means.Set);
            _gates[k] = new Gates(_block.Se, means.Join, _parts[k].Count, _channels);
            sums[k] = Add(k, outer, moments);
        }
        return new Activation(sums, ChannelNorm.OfBatch(_block.Norm!, moments.Join(_bins)), IsRectified: false);
    }

    private Tensor New(int chunk) => Activation.New(_parts[chunk].Count, _frames, _bins, _channels);

    private TileGrid Grid(int chunk) => new(_parts[chunk].Count, _frames, _bins);

    // what the first convolution reads, and the second
    private FrameSource Input(int chunk) => PixelLines.Scaled(_input.Chunks[chunk], _input.Norm, 0);

    private FrameSource Rectified(int chunk) => PixelLines.Scaled(_inner[chunk], _norm1, 0);

    // the other path of a chunk: the larger of the floor and the numbers after scale and shift
    private (Floats Numbers, float[] Scale, float[] Shift, float Floor) Other(int chunk)
    {
        var skipped = _skipped[chunk];
        var (scale, shift) = PixelLines.Of(skipped is null ? _input.Norm : null, _channels);
        return (Floats.Of(skipped ?? _input.Chunks[chunk]), scale, shift, skipped is null && _input.IsRectified ? 0 : float.NegativeInfinity);
    }

    private Tensor Add(int chunk, Tensor outer, Moments moments)
    {
        var result = New(chunk);
        var (other, scale, shift, floor) = Other(chunk);
        var (x, gates) = (Floats.Of(outer), _gates[chunk].Output);
        var first = _parts[chunk].First * _frames;
        PixelLines.Each(result, (line, y) =>
        {
            var start = (long)line * Length;
            PixelLines.Add(x[start, Length], gates.AsSpan(line / _frames * _channels, _channels), other[start, Length], scale, shift, floor, y);
            PixelSums.Moments(y, _channels, moments, (first + line) * _channels);
        });
        return result;
    }

    private void DisposeOf(int chunk)
    {
        _inner[chunk]?.Dispose();
        _skipped[chunk]?.Dispose();
    }

    /// <summary>Frees what the backward step would have needed, output included.</summary>
    public void Dispose()
    {
        for (var k = 0; k < _parts.Count; k++)
        {
            DisposeOf(k);
            Output?.Chunks[k].Dispose();
        }
        _strided?.Dispose();
        _skip?.Dispose();
    }
}
