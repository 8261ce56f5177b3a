using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

internal sealed partial class BlockPass
{
    /// <summary>Adds the gradients of the block's parameters; <see cref="Output"/> is used up.</summary>
    /// <param name="gradients">Those of the output after its normalisation; overwritten and owned from now on.</param>
    /// <returns>Those of the input after its normalisation.</returns>
    internal Tensor[] Backward(Tensor[] gradients)
    {
        var between = BackwardOuter(gradients, out var norm1);
        using var kernel = _strided is null ? Kernel.Backward(_block.Conv1.Weight) : null;
        using var sums = kernel is null ? null : new KernelGradient(_input.Channels, _channels);
        for (var k = 0; k < _parts.Count; k++)
        {
            if (kernel is null || sums is null)
            {
                ReplaceByGradient(between[k], _inner[k], norm1);
                gradients[k] = BackwardStrided(k, gradients[k], between[k]);
            }
            else
            {
                var gradient = Gradient(between[k], _inner[k], norm1);
                using var positive = New(k);
                Convolution.Backward(Grid(k), Input(k), gradient, sums, kernel, positive, AddTo(gradients[k], k));
            }
            between[k].Dispose();
            DisposeOf(k);
        }
        if (sums is not null)
            Add(_block.Conv1, sums);
        _strided?.Finish();
        _skip?.Finish();
        return gradients;
    }

    // The normalisation, addition, squeeze-and-excitation and second convolution: gradients becomes that of both paths' sum, the
    // result is that of the inner normalisation's output; norm1 turns it into that of its input.
    private Tensor[] BackwardOuter(Tensor[] gradients, out (float[] Factor, float[] Slope, float[] Offset) norm1)
    {
        var (clips, between) = (_parts.Sum(part => part.Count), new Tensor[_parts.Count]);
        var (outer, inner) = (new GradientSums(clips * _frames, _channels), new GradientSums(clips * _frames, _channels));
        for (var k = 0; k < _parts.Count; k++)
        {
            var (x, first) = (Floats.Of(Output.Chunks[k]), _parts[k].First * _frames);
            PixelLines.Each(gradients[k], (line, g) => PixelSums.Of(g, x[(long)line * Length, Length], Output.Norm, outer, (first + line) * _channels));
        }
        var norm = Output.Norm.Backward(outer);
        using var kernel = Kernel.Backward(_block.Conv2.Weight);
        using var sums = new KernelGradient(_channels, _channels);
        for (var k = 0; k < _parts.Count; k++)
        {
            var ofMeans = BackwardSum(k, gradients[k], norm);
            var gradient = Gated(gradients[k], _gates[k].Output, ofMeans);
            between[k] = Output.Chunks[k]; // which nobody needs any more
            var (x, first) = (Floats.Of(_inner[k]), _parts[k].First * _frames);
            Convolution.Backward(Grid(k), Rectified(k), gradient, sums, kernel, between[k], (line, g) => PixelSums.Masked(g, x[(long)line * Length, Length], _norm1, inner, (first + line) * _channels));
        }
        Add(_block.Conv2, sums);
        norm1 = _norm1.Backward(inner);
        return between;
    }

    // normalisation and squeeze-and-excitation of one chunk; returns the gradients of the means of each channel of each clip
    private float[] BackwardSum(int chunk, Tensor gradient, (float[] Factor, float[] Slope, float[] Offset) norm)
    {
        var ofGates = new float[_parts[chunk].Count * _channels];
        var (other, scale, shift, floor) = Other(chunk);
        var (gates, g, sums) = (_gates[chunk], Floats.Of(gradient), Floats.Of(Output.Chunks[chunk]));
        Work.Each(_parts[chunk].Count, clip =>
        {
            var dot = ofGates.AsSpan(clip * _channels, _channels);
            for (var line = (long)clip * _frames; line < (clip + 1L) * _frames; line++)
            {
                var values = g[line * Length, Length];
                PixelLines.Gradient(values, sums[line * Length, Length], norm, values);
                if (gates.AreComputed)
                    PixelSums.AddDots(values, sums[line * Length, Length], other[line * Length, Length], scale, shift, floor, dot);
            }
            Gates.Undo(dot, gates.Output.AsSpan(clip * _channels, _channels));
        });
        return gates.Backward(ofGates);
    }

    // the frames of g · gate + (gradient of the mean) / numbers of it
    private FrameSource Gated(Tensor gradient, float[] gates, float[] ofMeans)
    {
        var (values, shares) = (Floats.Of(gradient), new float[ofMeans.Length]);
        TensorPrimitives.Divide(ofMeans, _frames * _bins, shares);
        return (clip, frame, line) => PixelLines.Scale(
            values[((long)clip * _frames + frame) * Length, Length], gates.AsSpan(clip * _channels, _channels), shares.AsSpan(clip * _channels, _channels), float.NegativeInfinity, line);
    }

    // the frames of the gradient of a normalisation's input
    private FrameSource Gradient(Tensor gradient, Tensor x, (float[] Factor, float[] Slope, float[] Offset) norm)
    {
        var (g, values) = (Floats.Of(gradient), Floats.Of(x));
        return (clip, frame, line) =>
        {
            var start = ((long)clip * _frames + frame) * Length;
            PixelLines.Gradient(g[start, Length], values[start, Length], norm, line);
        };
    }

    private void ReplaceByGradient(Tensor gradient, Tensor x, (float[] Factor, float[] Slope, float[] Offset) norm)
    {
        var values = Floats.Of(x);
        PixelLines.Each(gradient, (line, g) => PixelLines.Gradient(g, values[(long)line * Length, Length], norm, g));
    }

    // the first ReLU; the other path is the input itself
    private FrameAction AddTo(Tensor gradient, int chunk)
    {
        var (x, sum) = (Floats.Of(_input.Chunks[chunk]), Floats.Of(gradient));
        return (line, g) => PixelLines.Mask(g, x[(long)line * Length, Length], _input.Norm, sum[(long)line * Length, Length], isSum: true);
    }

    // both paths of a strided block
    private Tensor BackwardStrided(int chunk, Tensor gradient, Tensor ofFirst)
    {
        var result = Activation.New(_input.Chunks[chunk].shape);
        var (frames, length, rows) = (_input.Frames, _input.Bins * _input.Channels, _frames);
        var (x, sum) = (Floats.Of(_input.Chunks[chunk]), Floats.Of(result));
        _strided!.Backward(chunk, ofFirst, (line, g) => PixelLines.Mask(g, x[(long)line * length, length], _input.Norm, sum[(long)line * length, length], isSum: false));
        _skip!.Backward(chunk, gradient, (row, g) =>
        {
            var (clip, i) = Math.DivRem(row, rows);
            var (start, numbers) = (((long)clip * frames + 2 * i) * length, Math.Min(2, frames - 2 * i) * length);
            PixelLines.AddPooled(x[start, numbers], _input.Bins, _input.Norm, g, sum[start, numbers]);
        });
        gradient.Dispose();
        return result;
    }

    private static void Add(SameConv2d layer, KernelGradient sums)
    {
        using var gradient = sums.Finish();
        Gradients.Add(layer.Weight, gradient);
    }
}
