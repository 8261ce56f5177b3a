using Ssl4Asd.Features;
using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using Ssl4Asd.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>The training step of the proposed system: the one of <see cref="Trainer"/>, whole or in its parts.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly Device _device;
    private readonly Generator _generator = new(0);
    private readonly AdamOptimizer _optimizer;
    private readonly StageClock _clock;
    private readonly HeapHoles _holes;

    internal TrainingStep(Preset preset, int classes, Device device, bool layerByLayer = false)
    {
        (_device, _clock, _holes) = (device, new StageClock(device), new HeapHoles(device));
        Model = new AsdModel(SystemDefinition.Proposed, preset, classes, _generator).to(device);
        Model.UsesFastPath = Model.Network.UsesFastPath = !layerByLayer;
        _optimizer = AdamOptimizer.For(Model);
        Model.train();
    }

    internal AsdModel Model { get; }

    /// <summary>Clips of noise, <c>[batch, samples]</c>, and one-hot labels <c>[batch, classes]</c> in which all classes take turns.</summary>
    internal (Tensor Waveforms, Tensor Labels) Noise()
    {
        var (batch, classes) = (Model.Preset.Training.BatchSize, Model.Classes);
        using var scope = NewDisposeScope();
        using var level = 0.1.ToScalar();
        var waveforms = randn([batch, Model.Preset.ClipSamples], generator: _generator).mul_(level);
        var turns = tensor([.. Enumerable.Range(0, batch).Select(i => (long)(i % classes))]);
        var labels = nn.functional.one_hot(turns, classes).to_type(ScalarType.Float32);
        return (waveforms.to(_device).MoveToOuterDisposeScope(), labels.to(_device).MoveToOuterDisposeScope());
    }

    /// <summary>One step; returns its loss, as a loop that reports it does.</summary>
    internal double Run(Tensor waveforms, Tensor labels)
    {
        using var scope = NewDisposeScope();
        _optimizer.zero_grad();
        var losses = Model.call(waveforms, labels, Draws(waveforms));
        _holes.AfterForward();
        Model.Backward(losses);
        _optimizer.step();
        return losses.Total.item<float>();
    }

    /// <summary>One step, each of its parts timed; the features are computed twice, once by themselves.</summary>
    internal StepSeconds Time(Tensor waveforms, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var draws = Draws(waveforms);
        StepLosses? losses = null;
        var features = _clock.Seconds(() => Features(waveforms, labels, draws));
        var zero = _clock.Seconds(() => _optimizer.zero_grad());
        var call = _clock.Seconds(() => losses = Model.call(waveforms, labels, draws));
        var backward = _clock.Seconds(() => Model.Backward(losses!));
        var optimiser = _clock.Seconds(() => _optimizer.step());
        return new StepSeconds(features, Math.Max(call - features, 0), backward, zero + optimiser);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        Model.Dispose();
        _generator.Dispose();
    }

    private ExchangeDraws Draws(Tensor waveforms) => ExchangeDraws.Draw(Model.Definition, waveforms.size(0), _generator, _device);

    // what stands before the network in the forward pass
    private void Features(Tensor waveforms, Tensor labels, ExchangeDraws draws)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var (mixed, mixedLabels) = Mixup.Apply(waveforms, labels, draws.Lambda, draws.Mixed);
        Spectrum.Magnitude(mixed);
        StatEx.Apply(Spectrogram.Magnitude(mixed, Model.Preset.Features), mixedLabels, draws.StatEx, draws.StatExFrequency);
    }
}

/// <summary>Seconds of the parts of a training step that do not read recordings.</summary>
/// <param name="Features">mixup, spectrum, spectrogram, StatEx.</param>
/// <param name="Forward">The rest of the forward pass: network, FeatEx, heads.</param>
/// <param name="Backward">The backward pass.</param>
/// <param name="Optimiser">Adam.</param>
internal readonly record struct StepSeconds(double Features, double Forward, double Backward, double Optimiser)
{
    internal double Total => Features + Forward + Backward + Optimiser;

    public static StepSeconds operator +(StepSeconds a, StepSeconds b)
        => new(a.Features + b.Features, a.Forward + b.Forward, a.Backward + b.Backward, a.Optimiser + b.Optimiser);

    public static StepSeconds operator /(StepSeconds a, double by) => new(a.Features / by, a.Forward / by, a.Backward / by, a.Optimiser / by);
}
