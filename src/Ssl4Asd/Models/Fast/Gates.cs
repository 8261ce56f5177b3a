using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// What each channel of each clip is multiplied by: <see cref="SqueezeExcitation"/> of its means, or 1 where a network has none. So few numbers
/// that libtorch's operators and autograd took longer to be called than to compute.
/// </summary>
internal sealed class Gates
{
    private readonly SqueezeExcitation? _layer;
    private readonly int _channels;
    private readonly int _units; // of the bottleneck
    private readonly float[] _means = [];
    private readonly float[] _hidden = []; // [clips, units], after ReLU

    /// <summary>Computes them.</summary>
    /// <param name="layer">Squeeze-and-excitation, if there is any.</param>
    /// <param name="means">Gives the means of the channels, <c>[clips, channels]</c>; not asked for where they are not needed.</param>
    /// <param name="clips">How many clips.</param>
    /// <param name="channels">How many channels.</param>
    internal Gates(SqueezeExcitation? layer, Func<float[]> means, int clips, int channels)
    {
        (_layer, _channels, Output) = (layer, channels, new float[clips * channels]);
        if (layer is null)
        {
            Output.AsSpan().Fill(1);
            return;
        }
        (_means, _units) = (means(), (int)layer.Squeeze.size(0));
        _hidden = new float[clips * _units];
        var squeeze = Squeeze;
        var excite = Excite;
        for (var b = 0; b < clips; b++)
        {
            var hidden = Hidden(b);
            var gate = Row(Output, b);
            for (var r = 0; r < _units; r++)
                hidden[r] = Math.Max(0, TensorPrimitives.Dot(squeeze.Slice(r * channels, channels), Row(_means, b)));
            for (var c = 0; c < channels; c++)
                gate[c] = TensorPrimitives.Dot(excite.Slice(c * _units, _units), hidden);
            TensorPrimitives.Sigmoid(gate, gate);
        }
    }

    /// <summary>Whether they depend on anything.</summary>
    internal bool AreComputed => _layer is not null;

    /// <summary><c>[clips, channels]</c></summary>
    internal float[] Output { get; }

    private ReadOnlySpan<float> Squeeze => ChannelNorm.Values(_layer!.Squeeze); // [units, channels]

    private ReadOnlySpan<float> Excite => ChannelNorm.Values(_layer!.Excite); // [channels, units]

    private Span<float> Hidden(int clip) => _hidden.AsSpan(clip * _units, _units);

    private Span<float> Row(float[] values, int clip) => values.AsSpan(clip * _channels, _channels);

    /// <summary>Adds the gradients of the parameters; once.</summary>
    /// <param name="gradient">That of the output.</param>
    /// <returns>The gradient of the means, zeros where they are not used.</returns>
    internal float[] Backward(float[] gradient)
    {
        var ofMeans = new float[gradient.Length];
        if (_layer is null)
            return ofMeans;
        var squeeze = Squeeze;
        var excite = Excite;
        var (ofSqueeze, ofExcite, ofHidden) = (new float[squeeze.Length], new float[excite.Length], new float[_units]);
        for (var b = 0; b < gradient.Length / _channels; b++)
        {
            var hidden = Hidden(b);
            var gate = Row(Output, b);
            var g = Row(gradient, b);
            Array.Clear(ofHidden);
            for (var c = 0; c < _channels; c++)
            {
                var slope = g[c] * gate[c] * (1 - gate[c]);
                TensorPrimitives.MultiplyAdd(hidden, slope, ofExcite.AsSpan(c * _units, _units), ofExcite.AsSpan(c * _units, _units));
                TensorPrimitives.MultiplyAdd(excite.Slice(c * _units, _units), slope, ofHidden, ofHidden);
            }
            for (var r = 0; r < _units; r++)
                if (hidden[r] > 0)
                {
                    var sum = ofSqueeze.AsSpan(r * _channels, _channels);
                    TensorPrimitives.MultiplyAdd(Row(_means, b), ofHidden[r], sum, sum);
                    TensorPrimitives.MultiplyAdd(squeeze.Slice(r * _channels, _channels), ofHidden[r], Row(ofMeans, b), Row(ofMeans, b));
                }
        }
        Gradients.Add(_layer.Squeeze, ofSqueeze);
        Gradients.Add(_layer.Excite, ofExcite);
        return ofMeans;
    }

    /// <summary>Divides by a gate what was multiplied by it; 0 where the gate is 0, since a sigmoid has no slope there.</summary>
    /// <param name="values">A number for each channel.</param>
    /// <param name="gate">The same.</param>
    internal static void Undo(Span<float> values, ReadOnlySpan<float> gate)
    {
        for (var c = 0; c < values.Length; c++)
            values[c] = gate[c] > 0 ? values[c] / gate[c] : 0;
    }
}
