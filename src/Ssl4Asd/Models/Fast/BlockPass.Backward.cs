using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

internal sealed partial class BlockPass
{
    /// <summary>Adds the gradients of the block's parameters.</summary>
    /// <param name="gradients">Those of the output after its normalisation; overwritten and owned from now on.</param>
    /// <returns>Those of the input after its normalisation.</returns>
    internal Tensor[] Backward(Tensor[] gradients)
    {
        var parts = Activation.Split(_clips);
        var channels = Output.Channels;
        var length = Output.Frames * Output.Bins;
        var outer = new GradientSums(_clips, channels);
        for (var k = 0; k < parts.Count; k++)
        {
            var first = parts[k].First * channels;
            Each(Output.Chunks[k], gradients[k], length, (row, x, g) => outer.Set(first + row, Rows.Sums(g, x, Output.Norm.Centre(row % channels))));
        }
        var (factor, slope, offset) = Output.Norm.Backward(outer);

        var inner = new GradientSums(_clips, channels);
        var between = new Tensor[parts.Count];
        for (var k = 0; k < parts.Count; k++)
        {
            between[k] = BackwardOuter(k, gradients[k], factor, slope, offset, length);
            var first = parts[k].First * channels;
            Each(_conv1[k].Output, between[k], length, (row, x, g) =>
                inner.Set(first + row, Rows.MaskedSums(g, x, _norm1.Scale[row % channels], _norm1.Shift[row % channels], _norm1.Centre(row % channels))));
        }
        var (factor1, slope1, offset1) = _norm1.Backward(inner);
        for (var k = 0; k < parts.Count; k++)
        {
            Each(_conv1[k].Output, between[k], length, (row, x, g) => Rows.NormGradient(g, x, factor1[row % channels], slope1[row % channels], offset1[row % channels]));
            Rectify(k, _conv1[k].Input);
            using var positive = _conv1[k].Backward(between[k]);
            between[k].Dispose();
            gradients[k] = BackwardInput(k, gradients[k], positive);
            DisposeOf(k);
        }
        return gradients;
    }

    // normalisation, addition, squeeze-and-excitation and second convolution of one chunk
    private Tensor BackwardOuter(int chunk, Tensor gradient, float[] factor, float[] slope, float[] offset, int length)
    {
        var channels = Output.Channels;
        var x = _conv2[chunk].Output;
        using var gateGradients = empty(_gates[chunk].Output.shape);
        var (g, sums, values, toGate) = (Floats.Of(gradient), Floats.Of(Output.Chunks[chunk]), Floats.Of(x), Floats.Of(gateGradients));
        Work.Each((int)gateGradients.numel(), row =>
        {
            var c = row % channels;
            toGate[row, 1][0] = (float)Rows.NormGradient(
                g[(long)row * length, length], sums[(long)row * length, length], factor[c], slope[c], offset[c], values[(long)row * length, length]);
        });
        using var meanGradients = _gates[chunk].Backward(gateGradients);
        var (gates, means) = (Floats.Of(_gates[chunk].Output), Floats.Of(meanGradients));
        // the output of the convolution is needed no more, so its place takes its gradient
        Each(gradient, x, length, (row, from, to) => Rows.Scale(from, gates[row, 1][0], means[row, 1][0] / length, to));
        Activate(chunk, _conv2[chunk].Input);
        using var same = x.detach();
        return _conv2[chunk].Backward(same);
    }

    // skip path and first ReLU
    private Tensor BackwardInput(int chunk, Tensor gradient, Tensor positive)
    {
        var (channels, frames, bins) = (_input.Channels, _input.Frames, _input.Bins);
        var (size, mask) = (frames * bins, Floats.Of(_conv1[chunk].Input));
        if (_skip[chunk] is not { } skip)
        {
            Each(positive, gradient, size, (row, g, sum) => Rows.AddMasked(sum, g, mask[(long)row * size, size]));
            return gradient;
        }
        using var pooled = skip.Backward(gradient);
        gradient.Dispose();
        var result = Activation.New(_input.Chunks[chunk].shape);
        var (from, to, windows, half) = (Floats.Of(positive), Floats.Of(result), Floats.Of(pooled), (frames + 1) / 2 * ((bins + 1) / 2));
        Work.Each((int)(result.size(0) * channels), row =>
        {
            var sum = to[(long)row * size, size];
            for (var i = 0; i < frames; i++)
                Rows.Masked(from[LineStart(row, i), bins], mask[LineStart(row, i), bins], sum.Slice(i * bins, bins));
            Pooling.AddGradient(windows[(long)row * half, half], _places[chunk].AsSpan(row * half, half), bins, sum);
        });
        return result;
    }
}
