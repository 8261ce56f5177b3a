using System.Text.Json;
using Ssl4Asd.Presets;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Truth;

/// <summary>The PyTorch arrays as tensors, weights by formula, and comparisons of whole arrays.</summary>
internal static class TorchTruth
{
    internal static JsonElement Case(string name)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Truth", "torch", "manifest.json")));
        return manifest.RootElement.GetProperty("cases").GetProperty(name).Clone();
    }

    internal static Tensor Floats(string name)
    {
        var array = Npy.Truth(name);
        return tensor(Array.ConvertAll(array.Doubles(), v => (float)v), array.Shape);
    }

    internal static Tensor Mask(string name) => tensor(Array.ConvertAll(Npy.Truth(name).Longs(), v => v != 0));

    /// <summary>Asserts |given − expected| ≤ tolerance · |expected|, norms over the whole array.</summary>
    internal static void Agrees(string name, Tensor given, double tolerance)
    {
        Assert.Equal(Npy.Truth(name).Shape, given.shape);
        Agrees(name, Npy.Truth(name).Doubles(), Values(given), tolerance);
    }

    internal static void Agrees(string what, IReadOnlyList<double> expected, IReadOnlyList<double> given, double tolerance)
    {
        Assert.Equal(expected.Count, given.Count);
        var error = RelativeError(expected, given);
        Assert.True(error <= tolerance, $"{what}: relative error {error:g3}, allowed {tolerance:g3}");
    }

    internal static double RelativeError(IEnumerable<double> expected, IEnumerable<double> given)
    {
        var difference = Math.Sqrt(expected.Zip(given, (e, g) => (e - g) * (e - g)).Sum());
        var size = Math.Sqrt(expected.Sum(e => e * e));
        return size == 0 ? difference : difference / size;
    }

    internal static double[] Values(Tensor tensor)
    {
        using var flat = tensor.detach().cpu().to_type(ScalarType.Float64).contiguous();
        return flat.data<double>().ToArray();
    }

    internal static float[] FloatValues(Tensor tensor)
    {
        using var flat = tensor.detach().cpu().contiguous();
        return flat.data<float>().ToArray();
    }

    /// <summary>A model with all weights and running statistics by the formula of the manifest.</summary>
    internal static AsdModel Model(SystemDefinition system, double seconds, int classes)
    {
        using var generator = new Generator(1);
        var model = new AsdModel(system, PaperPresets.Dcase2023 with { ClipSeconds = seconds }, classes, generator);
        using var noGradients = no_grad();
        foreach (var (key, target) in model.state_dict())
            if (!key.EndsWith(".scale", StringComparison.Ordinal) && !key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                target.copy_(tensor(TruthRandom.Weight(key, target.shape), target.shape));
        return model;
    }
}
