using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// One application of a <see cref="ResidualBlock"/> to a batch in training: the same numbers as its forward, in fewer passes over
/// memory. Batch normalisation needs the whole batch, so each pass ends where statistics are complete.
/// </summary>
internal sealed partial class BlockPass : IDisposable
{
    private readonly ResidualBlock _block;
    private readonly Activation _input;
    private readonly (long Before, long After) _framePadding;
    private readonly (long Before, long After) _binPadding;
    private readonly Island[] _conv1;
    private readonly Island[] _conv2;
    private readonly Island[] _gates;
    private readonly Island?[] _skip;
    private readonly byte[][] _places;
    private readonly int _clips;
    private readonly Scratch _scratch;
    private ChannelNorm _norm1 = null!;
    private Tensor? _margin;

    /// <summary>Computes the output.</summary>
    /// <param name="block">The layers.</param>
    /// <param name="input">What the part before left; kept by it for the backward step.</param>
    /// <param name="clips">Clips of the batch.</param>
    /// <param name="scratch">Where inputs of convolutions lie.</param>
    internal BlockPass(ResidualBlock block, Activation input, int clips, Scratch scratch)
    {
        (_block, _input, _clips, _scratch) = (block, input, clips, scratch);
        _framePadding = SamePadding.Of(input.Frames, block.Conv1.Kernel, block.Conv1.Stride);
        _binPadding = SamePadding.Of(input.Bins, block.Conv1.Kernel, block.Conv1.Stride);
        var chunks = input.Chunks.Length;
        (_conv1, _conv2, _gates, _skip) = (new Island[chunks], new Island[chunks], new Island[chunks], new Island?[chunks]);
        _places = new byte[chunks][];
        Output = Forward();
    }

    /// <summary>What the next part gets.</summary>
    internal Activation Output { get; }

    // Where the padding is not the same on both sides, the input is written with a margin; else the convolution pads.
    private bool HasMargin => _framePadding.Before != _framePadding.After || _binPadding.Before != _binPadding.After;

    private int LineLength => _input.Bins + (HasMargin ? (int)(_binPadding.Before + _binPadding.After) : 0);

    private int Lines => _input.Frames + (HasMargin ? (int)(_framePadding.Before + _framePadding.After) : 0);

    private Activation Forward()
    {
        var parts = Activation.Split(_clips);
        var channels = (int)_block.Conv1.Weight.size(0);
        var inner = new Moments(_clips, channels);
        var sums = new Tensor[parts.Count];
        var length = 0;
        for (var k = 0; k < parts.Count; k++)
        {
            var positive = InputMemory(parts[k].Count);
            Rectify(k, positive);
            _conv1[k] = new Island(positive, Convolve1, isRecorded: true);
            length = (int)(_conv1[k].Output.size(2) * _conv1[k].Output.size(3));
            SetMoments(inner, _conv1[k].Output, parts[k].First * channels, length);
            Skip(k);
        }
        _norm1 = ChannelNorm.OfBatch(_block.Norm1, inner.Join(length));

        var outer = new Moments(_clips, channels);
        for (var k = 0; k < parts.Count; k++)
        {
            var activated = _scratch.New(_conv1[k].Output.shape);
            Activate(k, activated);
            _conv2[k] = new Island(activated, Convolve2, isRecorded: true);
            _gates[k] = Gate(_conv2[k].Output, length);
            sums[k] = Add(k, parts[k].First * channels, length, outer);
        }
        return new Activation(sums, ChannelNorm.OfBatch(_block.Norm!, outer.Join(length)), IsRectified: false);
    }

    private Tensor Convolve1(Tensor x) => nn.functional.conv2d(x, _block.Conv1.Weight, strides: [_block.Conv1.Stride, _block.Conv1.Stride],
        padding: HasMargin ? [0, 0] : [_framePadding.Before, _binPadding.Before]);

    private Tensor Convolve2(Tensor x) => _block.Conv2.forward(x);

    // where the input of the first convolution is put; a margin stays zero
    private Tensor InputMemory(int clips)
    {
        if (!HasMargin)
            return _scratch.New(clips, _input.Channels, Lines, LineLength);
        _margin ??= zeros(clips, _input.Channels, Lines, LineLength).DetachFromDisposeScope();
        using var part = _margin.narrow(0, 0, clips); // the last chunk may be smaller
        return part.detach().DetachFromDisposeScope();
    }

    // ReLU of the input, within the margin
    private void Rectify(int chunk, Tensor positive)
    {
        var x = _input.Chunks[chunk];
        var (from, to, norm) = (Floats.Of(x), Floats.Of(positive), _input.Norm);
        var (channels, size) = (_input.Channels, _input.Frames * _input.Bins);
        var (line, lines) = HasMargin ? (_input.Bins, _input.Frames) : (size, 1);
        Work.Each((int)x.size(0) * channels, row =>
        {
            for (var i = 0; i < lines; i++)
                Rows.ScaleReLU(from[(long)row * size + i * line, line], norm.Scale[row % channels], norm.Shift[row % channels], to[LineStart(row, i), line]);
        });
    }

    // where a line of the input lies in the input of the first convolution
    private long LineStart(int row, int line) => HasMargin
        ? ((long)row * Lines + _framePadding.Before + line) * LineLength + _binPadding.Before
        : (long)row * Lines * LineLength + (long)line * LineLength;

    private void Activate(int chunk, Tensor target)
    {
        var (channels, length) = ((int)target.size(1), (int)(target.size(2) * target.size(3)));
        Each(_conv1[chunk].Output, target, length, (row, x, y) => Rows.ScaleReLU(x, _norm1.Scale[row % channels], _norm1.Shift[row % channels], y));
    }

    // what is added to the other path: the input as it is, or pooled and convolved
    private void Skip(int chunk)
    {
        if (_block.Skip is not { } skip)
            return;
        var x = _input.Chunks[chunk];
        var (norm, channels, bins, size) = (_input.Norm, _input.Channels, _input.Bins, _input.Frames * _input.Bins);
        var pooled = Activation.New(x.size(0), channels, (_input.Frames + 1) / 2, (bins + 1) / 2);
        var half = (int)(pooled.size(2) * pooled.size(3));
        _places[chunk] = new byte[pooled.numel()];
        var (from, to) = (Floats.Of(x), Floats.Of(pooled));
        Work.Each((int)x.size(0) * channels, row => Pooling.Max2x2(
            from[(long)row * size, size], bins, norm.Scale[row % channels], norm.Shift[row % channels], to[(long)row * half, half], _places[chunk].AsSpan(row * half, half)));
        _skip[chunk] = new Island(pooled, x => skip.forward(x), isRecorded: true);
    }

    private Tensor Add(int chunk, int first, int length, Moments moments)
    {
        var x = _conv2[chunk].Output;
        var sum = _skip[chunk]?.Output.detach().DetachFromDisposeScope() ?? Activation.New(x.shape);
        var (gates, before, norm, channels) = (Floats.Of(_gates[chunk].Output), Floats.Of(_input.Chunks[chunk]), _input.Norm, _input.Channels);
        Each(x, sum, length, (row, x, y) =>
        {
            if (_block.Skip is not null)
                TensorPrimitives.MultiplyAdd(x, gates[row, 1][0], y, y);
            else
                Rows.AddScaled(before[(long)row * length, length], norm.Scale[row % channels], norm.Shift[row % channels], _input.IsRectified ? 0 : float.NegativeInfinity, x, gates[row, 1][0], y);
            moments.Set(first + row, Rows.Moments(y));
        });
        return sum;
    }

    private Island Gate(Tensor x, int length)
    {
        var means = Activation.New(x.size(0), x.size(1));
        var (from, to) = (Floats.Of(x), Floats.Of(means));
        Work.Each((int)means.numel(), row => to[row, 1][0] = TensorPrimitives.Sum<float>(from[(long)row * length, length]) / length);
        return new Island(means, _block.Se.Weights, isRecorded: true);
    }

    private static void SetMoments(Moments moments, Tensor x, int first, int length)
    {
        var values = Floats.Of(x);
        Work.Each((int)(x.size(0) * x.size(1)), row => moments.Set(first + row, Rows.Moments(values[(long)row * length, length])));
    }

    private delegate void RowAction(int row, ReadOnlySpan<float> x, Span<float> y);

    private static void Each(Tensor x, Tensor y, int length, RowAction action)
    {
        var (from, to) = (Floats.Of(x), Floats.Of(y));
        Work.Each((int)(x.size(0) * x.size(1)), row => action(row, from[(long)row * length, length], to[(long)row * length, length]));
    }

    private void DisposeOf(int chunk)
    {
        _conv1[chunk]?.Dispose();
        _conv2[chunk]?.Dispose();
        _gates[chunk]?.Dispose();
        _skip[chunk]?.Dispose();
    }

    /// <summary>Frees what the backward step would have needed, output included.</summary>
    public void Dispose()
    {
        for (var k = 0; k < _conv1.Length; k++)
        {
            DisposeOf(k);
            Output?.Chunks[k].Dispose();
        }
        _margin?.Dispose();
    }
}
