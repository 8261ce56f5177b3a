using Ssl4Asd.Features;
using Ssl4Asd.Losses;
using Ssl4Asd.Models;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// What is trained: the embedding network and the heads of a system (paper, section 3.4). Calling it gives the losses
/// of one batch.
/// </summary>
public sealed class AsdModel : nn.Module<Tensor, Tensor, ExchangeDraws, StepLosses>
{
    private readonly EmbeddingNetwork network;
    private readonly AngularLoss? supervised;
    private readonly AngularLoss? self_supervised;
    private INetworkPath? _path;

    /// <summary>Creates the network and heads of a system with random weights.</summary>
    /// <param name="system">Which losses and exchanges.</param>
    /// <param name="preset">All sizes.</param>
    /// <param name="classes">
    /// Original classes C. The self-supervised head has 3·C or 9·C, without labels 3 or 9. With one class there is nothing for the
    /// supervised head to tell apart, and none is made.
    /// </param>
    /// <param name="generator">The source of all initial weights.</param>
    public AsdModel(SystemDefinition system, Preset preset, int classes, Generator generator) : base(nameof(AsdModel))
    {
        (Definition, Preset, Classes) = (system, preset, classes);
        network = new EmbeddingNetwork(preset, generator, system.TemporalMeanNormalisation, system.Network);
        supervised = system.SupervisedLoss && classes > 1 ? Head(classes, trainable: false) : null;
        self_supervised = system.SelfSupervisedLoss ? Head(system.SelfSupervisedClasses(classes), system.SelfSupervisedCentresTrainable) : null;
        RegisterComponents();

        AngularLoss Head(int count, bool trainable) => system.Loss == LossKind.AdaProj
            ? new AdaProj(count, preset.Heads, trainable, generator, network.Dim)
            : new SubclusterAdaCos(count, preset.Heads, trainable, generator, network.Dim);
    }

    /// <summary>The system's losses and exchanges.</summary>
    public SystemDefinition Definition { get; }

    /// <summary>All sizes.</summary>
    public Preset Preset { get; }

    /// <summary>
    /// Whether training steps may take the fast path, where there is one (on CPUs): the same numbers but for rounding, sooner. Then
    /// <see cref="Backward(StepLosses)"/> has to be called; <c>losses.Total.backward()</c> alone goes half the way. The
    /// <see cref="Trainer"/> sets it.
    /// </summary>
    public bool UsesFastPath { get; set; }

    /// <summary>Original classes C.</summary>
    public int Classes { get; }

    /// <summary>Waveforms to embeddings.</summary>
    public EmbeddingNetwork Network => network;

    /// <summary>The head with fixed centres over the original classes, where the system has one.</summary>
    public AngularLoss? Supervised => supervised;

    /// <summary>The head over the exchanged classes, where the system has one; its centres are trained but in the second ablation.</summary>
    public AngularLoss? SelfSupervised => self_supervised;

    /// <summary>
    /// mixup → features → StatEx on the spectrogram → both branches → supervised loss; FeatEx → self-supervised loss.
    /// The supervised head sees embeddings whose spectrogram half has been through StatEx, as in the published code, unless
    /// the system says otherwise.
    /// </summary>
    /// <param name="waveforms"><c>[batch, samples]</c>, exactly one clip long.</param>
    /// <param name="labels">One-hot labels <c>[batch, classes]</c>; <c>[batch, combinations · classes]</c> where clips are shifted and stretched.</param>
    /// <param name="draws">What is random in this step.</param>
    public override StepLosses forward(Tensor waveforms, Tensor labels, ExchangeDraws draws)
    {
        using var scope = NewDisposeScope();
        if (training && Definition.CleanPass)
            PassClean(waveforms);
        Tensor spectrum, plain, exchanged, mixedLabels, exchangedLabels;
        using (no_grad()) // nothing before the network is trained
        {
            (var mixed, var given) = Mixup.Apply(waveforms, labels, draws.Lambda, draws.Mixed);
            mixedLabels = Definition.PitchStretchProbability is null ? given : given.view(given.size(0), -1, Classes).sum(1);
            using (mixed) // large, as are the features: what is needed no more makes room
            {
                spectrum = Spectrum.Magnitude(mixed);
                plain = exchanged = Spectrogram.Magnitude(mixed, Preset.Features);
            }
            exchangedLabels = Definition switch
            {
                { Mixtures: MixtureLabels.GreaterShare } => MixtureShare.Labels(draws.Lambda, draws.Mixed),
                { SelfSupervisedLabels: false } => ones([waveforms.size(0), 1], device: waveforms.device),
                { Mixtures: MixtureLabels.OwnClasses } => MixtureClasses.Double(given, draws.Mixed),
                _ => given,
            };
            if (Definition.OriginalStatEx)
            {
                exchanged = OriginalStatEx.Exchange(plain, draws.StatEx, draws.StatExFrequency!, draws.StatExParts!);
                exchangedLabels = OriginalStatEx.Pairs(exchangedLabels, draws.StatEx);
            }
            else if (Definition.StatExProbability is not null)
                (exchanged, exchangedLabels) = StatEx.Apply(plain, exchangedLabels, draws.StatEx, draws.StatExFrequency);
            if (!ReferenceEquals(plain, exchanged) && (Definition.SupervisedSeesStatEx || supervised is null))
                plain.Dispose();
        }
        _path?.CheckFinished();
        _path?.Dispose();
        _path = NewPath(is_grad_enabled() && UsesFastPath, waveforms);
        var (first, second) = _path.Halves(spectrum, exchanged);
        spectrum.Dispose();

        var joined = cat([first, second], dim: 1); // [batch, dim]
        var regular = Definition.SupervisedSeesStatEx || supervised is null ? joined : cat([first, _path.SpectrogramHalf(plain)], dim: 1);
        var supervisedLoss = supervised?.call(regular, mixedLabels);
        Tensor? selfSupervisedLoss = null;
        if (self_supervised is not null)
        {
            var (embeddings, y) = Definition.FeatExProbability is null
                ? (joined, exchangedLabels)
                : FeatEx.Apply(first, second, exchangedLabels, draws.FeatEx, Definition.FeatExHalf);
            selfSupervisedLoss = self_supervised.call(embeddings, y);
        }
        var total = (supervisedLoss, selfSupervisedLoss) switch
        {
            ({ } one, { } other) => one.add(other, Scalars.One),
            ({ } one, null) => one.alias(),
            (null, { } other) => other.alias(),
            _ => throw new InvalidOperationException($"The system {Definition.Name} has no loss."),
        };
        return new StepLosses(total.MoveToOuterDisposeScope(), supervisedLoss?.MoveToOuterDisposeScope(), selfSupervisedLoss?.MoveToOuterDisposeScope());
    }

    // clips as they are move the running statistics of batch normalisation too
    private void PassClean(Tensor waveforms)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var path = NewPath(UsesFastPath, waveforms);
        path.Halves(Spectrum.Magnitude(waveforms), Spectrogram.Magnitude(waveforms, Preset.Features));
    }

    private INetworkPath NewPath(bool isFast, Tensor waveforms) => training && isFast && FastPath.Fits(network, waveforms) ? new FastPath(network) : new LayerPath(network);

    /// <summary>Adds the gradients of a step to those of all trainable parameters.</summary>
    /// <param name="losses">What the last call returned.</param>
    public void Backward(StepLosses losses) => Backward(losses.Total);

    /// <summary>The same for a part of the losses, or for what was computed from them.</summary>
    /// <param name="loss">A scalar.</param>
    /// <exception cref="InvalidOperationException">Nothing was computed before.</exception>
    public void Backward(Tensor loss) => (_path ?? throw new InvalidOperationException("There is no step to differentiate; call the model first.")).Backward(loss);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _path?.Dispose();
        base.Dispose(disposing);
    }
}
