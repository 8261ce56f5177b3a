using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

/// <summary>Arrays computed by PyTorch; see Truth/torch/make_truth.py.</summary>
internal sealed class TorchTruth(string name)
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Truth", "torch", name + ".json"))).RootElement;

    public Tensor this[string key] => tensor(Numbers(key).Select(v => (float)v).ToArray(), Shape(key));

    public Tensor Integers(string key) => tensor(Numbers(key).Select(v => (long)v).ToArray(), Shape(key));

    public nn.Module<Tensor, Tensor> Fill(nn.Module<Tensor, Tensor> module, string prefix)
    {
        using var _ = no_grad();
        foreach (var (key, parameter) in module.named_parameters())
            parameter.copy_(this[$"{prefix}_{key}"]);
        return module;
    }

    public void Check(string key, Tensor? given, double tolerance = 2e-6)
    {
        Assert.NotNull(given);
        using var scope = NewDisposeScope();
        var value = given.is_complex() ? view_as_real(given) : given;
        Assert.Equal(Shape(key), value.shape);
        var worst = (value.@double() - this[key].@double()).abs() / this[key].@double().abs().clamp_min(1.0);
        Assert.True(worst.max().ToDouble() <= tolerance, $"{name}/{key} differs by {worst.max().ToDouble()}");
    }

    private double[] Numbers(string key) => _root.GetProperty(key).GetProperty("data").EnumerateArray().Select(v => v.GetDouble()).ToArray();

    private long[] Shape(string key) => _root.GetProperty(key).GetProperty("shape").EnumerateArray().Select(v => v.GetInt64()).ToArray();
}

/// <summary>The default generator is one for the process, so these classes run one after another.</summary>
[CollectionDefinition("torch")]
public sealed class TorchCollection;
