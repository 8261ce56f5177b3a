using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Autoencoders;

/// <summary>
/// The tensors of a run whose system is an autoencoder, named by machine type: its weights, both inverse covariances, and the threshold of each
/// section. model.safetensors has the first, references.safetensors the others, the checkpoint both, of the machine types that are done.
/// </summary>
internal static class AutoencoderFiles
{
    internal static string Weights(string machine) => $"{machine}/network.";

    internal static string Source(string machine) => $"{machine}/source_precision";

    internal static string Target(string machine) => $"{machine}/target_precision";

    internal static string Threshold(string machine, string section) => $"{machine}/{section}/threshold";

    /// <summary>Whether a tensor belongs to a network.</summary>
    internal static bool IsWeight(string name) => name.Contains("/network.", StringComparison.Ordinal);

    /// <summary>The network of a machine type, in evaluation mode.</summary>
    /// <exception cref="InputException">A tensor is missing or of another shape.</exception>
    internal static Autoencoder Read(IReadOnlyDictionary<string, Tensor> tensors, string machine, AutoencoderOptions options, string path)
    {
        using var generator = new Generator(0);
        var network = new Autoencoder(options, generator);
        using var noGradients = no_grad();
        StateDict.Restore(network, tensors, path, Weights(machine));
        network.eval();
        return network;
    }
}
