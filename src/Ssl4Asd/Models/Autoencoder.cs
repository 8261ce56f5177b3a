using Ssl4Asd.Presets;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// The challenge's baseline (Harada et al., 2023): ten dense layers with a bottleneck in their middle, batch normalisation and ReLU after
/// all but the last, which are to give back their input.
/// </summary>
public sealed class Autoencoder : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> dense;
    private readonly ModuleList<BatchNorm> norms;

    /// <summary>Creates the network with random weights.</summary>
    /// <param name="options">Its sizes.</param>
    /// <param name="generator">The source of the random weights, drawn as PyTorch draws those of its dense layers.</param>
    public Autoencoder(AutoencoderOptions options, Generator generator) : base(nameof(Autoencoder))
    {
        var input = options.Bands * options.Frames;
        int[] hidden = [.. Enumerable.Repeat(options.Hidden, 4)];
        int[] sizes = [input, .. hidden, options.Bottleneck, .. hidden, input];
        dense = nn.ModuleList([.. sizes.Zip(sizes.Skip(1), (from, to) => nn.Linear(from, to))]);
        norms = nn.ModuleList([.. sizes[1..^1].Select(size => new BatchNorm(size))]);
        RegisterComponents();
        foreach (var layer in dense)
            Initialisation.Uniform([layer.weight!, layer.bias!], 1 / Math.Sqrt(layer.weight!.size(1)), generator);
    }

    /// <summary>Reconstructs windows of log-mel frames.</summary>
    /// <param name="input"><c>[windows, frames · bands]</c></param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input;
        for (var i = 0; i < norms.Count; i++)
            x = norms[i].call(dense[i].call(x)).relu_();
        return dense[^1].call(x).MoveToOuterDisposeScope();
    }
}
