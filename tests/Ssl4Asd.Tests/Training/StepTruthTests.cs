using System.Text.Json;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using Ssl4Asd.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training;

/// <summary>
/// One whole training step against PyTorch in float64. Ours in float64, where only a mistake can make a difference, has to
/// agree parameter by parameter. Ours in float32, as it is trained, as a whole: there rounding may flip a ReLU, and
/// which one depends on the processor.
/// </summary>
public class StepTruthTests
{
    [Theory]
    [InlineData("step_baseline", "step2", ScalarType.Float64, 1e-6, false)]
    [InlineData("step_proposed", "step11", ScalarType.Float64, 1e-6, false)]
    [InlineData("step_direct_act", "step8", ScalarType.Float64, 1e-6, false)]
    [InlineData("step_baseline", "step2", ScalarType.Float32, 1e-3, false)]
    [InlineData("step_proposed", "step11", ScalarType.Float32, 1e-3, false)]
    [InlineData("step_direct_act", "step8", ScalarType.Float32, 1e-3, false)]
    [InlineData("step_baseline", "step2", ScalarType.Float32, 1e-3, true)]
    [InlineData("step_proposed", "step11", ScalarType.Float32, 1e-3, true)]
    [InlineData("step_direct_act", "step8", ScalarType.Float32, 1e-3, true)]
    public void LossesScalesGradientsAndAdamAgreeWithPyTorch(string name, string wave, ScalarType type, double tolerance, bool isFast)
    {
        using var scope = NewDisposeScope();
        var about = TorchTruth.Case(name);
        var system = SystemDefinition.Named(name["step_".Length..].Replace('_', '-'));
        using var model = TorchTruth.Model(system, 2, classes: 5).to(type);
        model.train();
        model.UsesFastPath = isFast;
        using var optimizer = AdamOptimizer.For(model);
        var waves = tensor(TruthRandom.Machine(wave, 8, 32_000), [8, 32_000]).to_type(type);
        var nobody = zeros(8, dtype: ScalarType.Bool);
        Tensor MaskOrNobody(string part, bool used) => used ? TorchTruth.Mask($"{name}/{part}") : nobody;
        var draws = new ExchangeDraws(TorchTruth.Floats($"{name}/lam").to_type(type), TorchTruth.Mask($"{name}/mixup"),
            MaskOrNobody("statex", system.StatExProbability is not null), MaskOrNobody("featex", system.FeatExProbability is not null));
        var labels = TorchTruth.Floats($"{name}/y").to_type(type);

        TorchTruth.Agrees($"{name} scale_before", Npy.Truth($"{name}/scale_before").Doubles(), Scales(model), 1e-6);
        var losses = new List<double>();
        for (var step = 0; step < 3; step++)
        {
            var given = model.call(waves, labels, draws);
            optimizer.zero_grad();
            model.Backward(given);
            losses.AddRange(new[] { given.Supervised, given.SelfSupervised }.OfType<Tensor>().Select(l => l.ToDouble()));
            if (step == 0)
            {
                TorchTruth.Agrees($"{name} scale_after", Npy.Truth($"{name}/scale_after").Doubles(), Scales(model), 1e-5);
                if (type == ScalarType.Float64)
                    GradientsAgree(name, about, model, tolerance);
                else
                    WholeGradientAgrees(name, about, model);
            }
            optimizer.step();
            if (step == 0)
            {
                if (type == ScalarType.Float64)
                    AdamAgrees(name, about, model);
                RunningStatisticsAgree(name, about, model);
            }
        }
        TorchTruth.Agrees($"{name} losses", Npy.Truth($"{name}/losses").Doubles(), losses, tolerance);
    }

    private static double[] Scales(AsdModel model)
        => [.. new[] { model.Supervised, model.SelfSupervised }.OfType<Ssl4Asd.Losses.AngularLoss>().Select(h => h.Scale)];

    private static void GradientsAgree(string name, JsonElement about, AsdModel model, double tolerance)
    {
        var norms = Npy.Truth($"{name}/gradient_norms").Doubles();
        var probes = Npy.Truth($"{name}/gradient_probes").Doubles();
        var samples = Npy.Truth($"{name}/gradient_samples").Doubles();
        var parameters = model.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var rows = about.GetProperty("parameters").EnumerateArray().ToList();
        Assert.Equal(rows.Select(r => r.GetProperty("key").GetString()!).Order(), parameters.Where(p => p.Value.requires_grad).Select(p => p.Key).Order());
        var largest = norms.Max();
        foreach (var (r, row) in rows.Index())
        {
            var key = row.GetProperty("key").GetString()!;
            var gradient = TorchTruth.Values(parameters[key].grad!);
            var norm = Math.Sqrt(gradient.Sum(g => g * g));
            if (row.GetProperty("zero_gradient").GetBoolean())
            {
                Assert.True(norm < 1e-5 * largest, $"{key}: the gradient should vanish, its norm is {norm}");
                continue;
            }
            Assert.True(Math.Abs(norm - norms[r]) <= tolerance * norms[r], $"{key}: gradient norm {norm}, expected {norms[r]}");
            // a probe is a sum with random signs: its error is measured against the norm
            var probe = gradient.Zip(TruthRandom.Fill("probe/" + key, gradient.Length, 1), (g, p) => g * p).Sum();
            Assert.True(Math.Abs(probe - probes[r]) <= tolerance * norms[r], $"{key}: gradient probe {probe}, expected {probes[r]}");
            TorchTruth.Agrees($"{key} gradient", samples[(32 * r)..(32 * r + 32)], TruthRandom.Sample<double>(gradient), tolerance);
        }
    }

    private static void WholeGradientAgrees(string name, JsonElement about, AsdModel model)
    {
        var parameters = model.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var keys = about.GetProperty("parameters").EnumerateArray().Select(r => r.GetProperty("key").GetString()!);
        var given = keys.SelectMany(key => TruthRandom.Sample<double>(TorchTruth.Values(parameters[key].grad!)));
        TorchTruth.Agrees($"{name} gradient", Npy.Truth($"{name}/gradient_samples").Doubles(), [.. given], 1e-2);
    }

    private static void AdamAgrees(string name, JsonElement about, AsdModel model)
    {
        var expected = Npy.Truth($"{name}/adam_samples").Doubles();
        var safe = Npy.Truth($"{name}/adam_safe").Longs();
        var parameters = model.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        foreach (var (r, row) in about.GetProperty("parameters").EnumerateArray().Index())
        {
            var key = row.GetProperty("key").GetString()!;
            var given = TruthRandom.Sample<double>(TorchTruth.Values(parameters[key]));
            for (var i = 0; i < 32; i++)
                if (safe[32 * r + i] != 0)
                    Assert.True(Math.Abs(given[i] - expected[32 * r + i]) < 5e-6, $"{key} sample {i} after Adam: {given[i]}, expected {expected[32 * r + i]}");
        }
    }

    private static void RunningStatisticsAgree(string name, JsonElement about, AsdModel model)
    {
        var expected = Npy.Truth($"{name}/running_samples").Doubles();
        var buffers = model.named_buffers().ToDictionary(b => b.name, b => b.buffer);
        foreach (var (r, row) in about.GetProperty("running").EnumerateArray().Index())
        {
            var key = row.GetProperty("key").GetString()!;
            var given = TruthRandom.Sample<double>(TorchTruth.Values(buffers[key]));
            TorchTruth.Agrees(key, expected[(32 * r)..(32 * r + 32)], given, 1e-5);
        }
    }
}
