using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>What each channel of each clip is multiplied by: squeeze-and-excitation of its means, or 1 where a network has none.</summary>
internal sealed class Gates : IDisposable
{
    private readonly Island? _island;

    /// <summary>Computes them.</summary>
    /// <param name="layer">Squeeze-and-excitation, if there is any.</param>
    /// <param name="means">Gives the means of the channels, <c>[clips, channels]</c>; not asked for where they are not needed.</param>
    /// <param name="clips">How many clips.</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="isRecorded">Whether there will be a backward step.</param>
    internal Gates(SqueezeExcitation? layer, Func<Tensor> means, long clips, long channels, bool isRecorded)
    {
        _island = layer is null ? null : new Island(means(), layer.Weights, isRecorded);
        Output = _island?.Output ?? ones(clips, channels).DetachFromDisposeScope();
    }

    /// <summary>Whether they depend on anything.</summary>
    internal bool AreComputed => _island is not null;

    /// <summary><c>[clips, channels]</c></summary>
    internal Tensor Output { get; }

    /// <summary>Adds the gradients of the parameters; once.</summary>
    /// <param name="gradient">That of the output.</param>
    /// <returns>The gradient of the means, zeros where they are not used; the caller disposes of it.</returns>
    internal Tensor Backward(Tensor gradient) => _island?.Backward(gradient) ?? zeros(gradient.shape).DetachFromDisposeScope();

    /// <summary>Divides by a gate what was multiplied by it; 0 where the gate is 0, since a sigmoid has no slope there.</summary>
    /// <param name="values">A number for each channel.</param>
    /// <param name="gate">The same.</param>
    internal static void Undo(Span<float> values, ReadOnlySpan<float> gate)
    {
        for (var c = 0; c < values.Length; c++)
            values[c] = gate[c] > 0 ? values[c] / gate[c] : 0;
    }

    public void Dispose()
    {
        _island?.Dispose();
        Output.Dispose();
    }
}
