using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using Ssl4Asd.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast;

/// <summary>The fast path and the layers one after another: one step, the same losses, gradients and running statistics.</summary>
public class FastPathTests
{
    private const double Tolerance = 1e-4; // of the largest number of a tensor

    /// <summary>
    /// A number next to zero may fall to the other side of a ReLU by rounding, and then gradients differ by more; so a majority
    /// of several draws counts.
    /// </summary>
    [Theory]
    [InlineData("proposed", 0.5, 6)]             // 14 frames
    [InlineData("proposed", 0.5, 17)]            // chunks of 8, 8 and 1 clips
    [InlineData("baseline", 1.032, 8)]           // 31 frames
    [InlineData("proposed-full-statex", 0.5, 5)] // without temporal mean normalisation
    [InlineData("direct-act", 0.5, 6)]           // without squeeze-and-excitation and parameters of batch normalisation; clean clips first
    public void AStepGivesTheSameNumbers(string system, double seconds, int batch)
    {
        var worst = Enumerable.Range(1, 5).Select(seed => Disagreement(system, seconds, batch, (ulong)seed)).Order().ToList();
        Assert.True(worst[2].Of < 1, string.Join("; ", worst));
    }

    // The worst number, as a multiple of what is allowed: a share of the largest number of its tensor, or three times what the
    // layers one after another are off from a step in double precision.
    private static (double Of, string Name) Disagreement(string system, double seconds, int batch, ulong seed)
    {
        using var scope = NewDisposeScope();
        var exact = Step(system, seconds, batch, seed, isFast: false, ScalarType.Float64);
        var (fast, plain) = (Step(system, seconds, batch, seed, isFast: true), Step(system, seconds, batch, seed, isFast: false));
        Assert.Equal(plain.Keys, fast.Keys);
        // some gradients are zero but for rounding, as is the mean of bins whose temporal mean was subtracted
        var largest = exact.Where(pair => pair.Key.StartsWith("gradient", StringComparison.Ordinal)).Max(pair => pair.Value.Max(Math.Abs));
        return exact.Keys.Max(name =>
        {
            var scale = Math.Max(exact[name].Max(Math.Abs), 1e-4 * largest);
            return (Difference(exact[name], fast[name]) / Math.Max(Tolerance * scale, 3 * Difference(exact[name], plain[name])), name);
        });
    }

    [Theory]
    [InlineData("proposed", 0.5, 3)]
    [InlineData("proposed", 2.0, 9)]
    [InlineData("direct-act", 0.5, 3)]
    public void EmbeddingsAreTheSame(string system, double seconds, int batch)
    {
        using var scope = NewDisposeScope();
        var network = Model(SystemDefinition.Named(system), seconds).Network;
        using var generator = new Generator(5);
        var waveforms = Waveforms(batch, seconds, generator);
        network.call(waveforms); // moves the running statistics
        network.eval();
        using var noGradients = no_grad();
        var fast = network.call(waveforms);
        network.UsesFastPath = false;
        var plain = TorchTruth.FloatValues(network.call(waveforms));
        Assert.InRange(Difference(plain, TorchTruth.FloatValues(fast)) / plain.Max(Math.Abs), 0, Tolerance);
    }

    [Fact]
    public void ALossThatWasDifferentiatedByItselfIsNoticed()
    {
        using var scope = NewDisposeScope();
        using var model = Model(SystemDefinition.Proposed, 0.5);
        model.UsesFastPath = true;
        using var generator = new Generator(5);
        Call(model, 4, 0.5, generator).Total.backward();
        var error = Assert.Throws<InvalidOperationException>(() => Call(model, 4, 0.5, generator));
        Assert.Contains("AsdModel.Backward", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StepsLeaveNoTensorsBehind()
    {
        using var model = Model(SystemDefinition.Proposed, 0.5);
        model.UsesFastPath = true;
        using var generator = new Generator(5);
        void Once()
        {
            using var scope = NewDisposeScope();
            model.Backward(Call(model, 9, 0.5, generator));
        }
        Once(); // creates the gradients
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Once();
        Once();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static SortedDictionary<string, float[]> Step(string system, double seconds, int batch, ulong seed, bool isFast, ScalarType type = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using var model = Model(SystemDefinition.Named(system), seconds).to(type);
        model.UsesFastPath = isFast;
        using var generator = new Generator(seed);
        var losses = Call(model, batch, seconds, generator);
        model.Backward(losses);
        var numbers = new SortedDictionary<string, float[]>(StringComparer.Ordinal) { ["loss"] = [losses.Total.ToSingle()] };
        foreach (var (name, parameter) in model.named_parameters())
            if (parameter.requires_grad)
                numbers[$"gradient of {name}"] = TorchTruth.FloatValues(parameter.grad!.to_type(ScalarType.Float32));
        foreach (var (name, buffer) in model.named_buffers())
            numbers[name] = TorchTruth.FloatValues(buffer.to_type(ScalarType.Float32));
        return numbers;
    }

    private static StepLosses Call(AsdModel model, int batch, double seconds, Generator generator)
    {
        var type = model.parameters().First().dtype;
        var waveforms = Waveforms(batch, seconds, generator).to_type(type);
        var labels = nn.functional.one_hot(arange(batch, dtype: ScalarType.Int64) % model.Classes, model.Classes).to_type(type);
        return model.call(waveforms, labels, ExchangeDraws.Draw(model.Definition, batch, generator, CPU));
    }

    private static Tensor Waveforms(int batch, double seconds, Generator generator) => (rand([batch, (int)(seconds * 16000)], generator: generator) - 0.5) * 0.3;

    private static AsdModel Model(SystemDefinition system, double seconds)
    {
        using var generator = new Generator(1);
        var model = new AsdModel(system, TinyPreset.Value with { ClipSeconds = seconds }, 4, generator);
        using var noGradients = no_grad();
        foreach (var (name, parameter) in model.Network.named_parameters()) // as after some training: scales of both signs
            if (parameter.dim() == 1)
                parameter.copy_(randn(parameter.shape, generator: generator));
        return model;
    }

    private static double Difference(float[] expected, float[] actual) => expected.Zip(actual, (e, a) => Math.Abs(e - (double)a)).Max();
}
