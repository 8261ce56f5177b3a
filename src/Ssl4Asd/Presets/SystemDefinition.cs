using System.Text.Json.Serialization;

namespace Ssl4Asd.Presets;

/// <summary>
/// What is trained: which losses, and which exchanges make the classes of the self-supervised one
/// (paper, sections 3.1–3.4). A system is data: the trainer knows none by name.
/// </summary>
public sealed record SystemDefinition
{
    private const char Separator = '@';

    /// <summary>The name on the command line and in run.json.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the regular loss of the baseline is part of the total loss (paper, section 3.4).</summary>
    public bool SupervisedLoss { get; init; } = true;

    /// <summary>Probability that a clip is mixed with its partner; 0 … 1. 1 for the baseline, 0.5 with another SSL method (paper, section 3.1).</summary>
    public double MixupProbability { get; init; } = 0.5;

    /// <summary>Probability of StatEx (paper, section 3.2), or null where it is no part of the system.</summary>
    public double? StatExProbability { get; init; }

    /// <summary>Probability of FeatEx (paper, section 3.3), or null where it is no part of the system.</summary>
    public double? FeatExProbability { get; init; }

    /// <summary>
    /// Whether each exchange draws its axis, time or frequency, at random; otherwise all StatEx is temporal, the variant of
    /// the paper (section 3.2). Only in the third ablation (section 4.3).
    /// </summary>
    public bool FullStatEx { get; init; }

    /// <summary>
    /// Whether StatEx is the one that was first proposed: on random subbands or stretches of time, with a class for each pair of
    /// classes instead of 3 for each (<see cref="Ssl.OriginalStatEx"/>).
    /// </summary>
    public bool OriginalStatEx { get; init; }

    /// <summary>What the self-supervised loss says of mixtures.</summary>
    public MixtureLabels Mixtures { get; init; } = MixtureLabels.Shares;

    /// <summary>Probability that a clip is shifted in pitch or stretched in time (<see cref="Ssl.PitchStretch"/>), 9 classes for each one; null where that is no part of the system.</summary>
    public double? PitchStretchProbability { get; init; }

    /// <summary>Whether each exchange of statistics has an axis of its own.</summary>
    internal bool DrawsStatExAxis => FullStatEx || OriginalStatEx;

    /// <summary>Whether the temporal mean of each bin is subtracted, TMN (paper, section 2). The third ablation switches it off.</summary>
    public bool TemporalMeanNormalisation { get; init; } = true;

    /// <summary>
    /// Whether the self-supervised loss tells the original classes apart too. Without (first ablation, section 4.3), all clips
    /// are of one class, and only the exchanges are left to tell: 3 or 9 classes in all.
    /// </summary>
    public bool SelfSupervisedLabels { get; init; } = true;

    /// <summary>Whether the centres of the self-supervised head are trained (paper, section 3.4). The second ablation fixes them.</summary>
    public bool SelfSupervisedCentresTrainable { get; init; } = true;

    /// <summary>
    /// Whether the supervised head gets spectrogram halves that have been through StatEx, as in the published code (the paper
    /// does not say). Otherwise the spectrogram branch runs a second time, on spectrograms as they were; its batch norms then see
    /// both.
    /// </summary>
    public bool SupervisedSeesStatEx { get; init; } = true;

    /// <summary>Which loss both heads have.</summary>
    public LossKind Loss { get; init; } = LossKind.SubclusterAdaCos;

    /// <summary>The variant of the embedding network.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Which half of the embedding FeatEx takes from the partner: that of the spectrogram in the paper, that of the spectrum in direct-act.</summary>
    public EmbeddingHalf FeatExHalf { get; init; } = EmbeddingHalf.Spectrogram;

    /// <summary>
    /// Whether each step runs the batch through the network as it is too, before it is mixed: no gradient comes of it, but the
    /// running statistics of batch normalisation, with which clips are embedded later, see it. So the published code of direct-act;
    /// a step takes a third longer.
    /// </summary>
    public bool CleanPass { get; init; }

    /// <summary>PyTorch's weight decay of all that is trained, 0 or more, instead of the penalty on kernels (<see cref="TrainingOptions.WeightPenalty"/>), which is used where null.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>How the system's embeddings become scores: the name of a <see cref="Scoring.Backends.Backend"/>.</summary>
    public string Backend { get; init; } = "paper";

    /// <summary>How the system's autoencoders score; null for all systems that embed, whose losses and exchanges it has none of.</summary>
    public ReconstructionScore? Autoencoder { get; init; }

    /// <summary>What a class is (<see cref="WithClasses"/>).</summary>
    public ClassGranularity Classes { get; init; } = ClassGranularity.Domain;

    /// <summary>Whether there is a self-supervised loss: some exchange makes new classes.</summary>
    public bool SelfSupervisedLoss => StatExProbability is not null || FeatExProbability is not null || PitchStretchProbability is not null || Mixtures != MixtureLabels.Shares;

    /// <summary>
    /// Classes of the self-supervised head for each original class: 3 for one exchange, 9 for both (paper, section 3.4). The original
    /// StatEx counts as one here: its pairs are squares.
    /// </summary>
    public int ClassFactor => (StatExProbability is null || OriginalStatEx ? 1 : 3) * (FeatExProbability is null ? 1 : 3)
        * (PitchStretchProbability is null ? 1 : Ssl.PitchStretch.Combinations.Count) * (Mixtures == MixtureLabels.OwnClasses ? 2 : 1);

    /// <summary>Returns this system after checking it.</summary>
    /// <exception cref="InputException">A probability is outside 0 … 1, or there is no loss.</exception>
    public SystemDefinition Validate()
    {
        Check.That(MixupProbability is >= 0 and <= 1, nameof(MixupProbability), MixupProbability, "in 0 … 1");
        Check.That(StatExProbability is null or (>= 0 and <= 1), nameof(StatExProbability), StatExProbability ?? 0, "in 0 … 1");
        Check.That(FeatExProbability is null or (>= 0 and <= 1), nameof(FeatExProbability), FeatExProbability ?? 0, "in 0 … 1");
        Check.That(PitchStretchProbability is null or (>= 0 and <= 1), nameof(PitchStretchProbability), PitchStretchProbability ?? 0, "in 0 … 1");
        Check.That(Enum.IsDefined(Mixtures), nameof(Mixtures), Mixtures, string.Join(", ", Enum.GetNames<MixtureLabels>()));
        if (OriginalStatEx && (StatExProbability is null || FullStatEx))
            throw new InputException($"The system {Name}: the original StatEx needs a probability of StatEx, and has its axis at random already.");
        if (!SelfSupervisedLabels && (OriginalStatEx || PitchStretchProbability is not null || Mixtures != MixtureLabels.Shares))
            throw new InputException($"The system {Name}: without class labels the self-supervised loss has the paper's StatEx and FeatEx only.");
        if (Mixtures == MixtureLabels.GreaterShare && (ClassFactor > 1 || OriginalStatEx))
            throw new InputException($"The system {Name}: where mixtures are asked for their shares alone there are no other exchanges.");
        Check.That(Enum.IsDefined(Loss), nameof(Loss), Loss, string.Join(" or ", Enum.GetNames<LossKind>()));
        Check.That(Enum.IsDefined(FeatExHalf), nameof(FeatExHalf), FeatExHalf, string.Join(" or ", Enum.GetNames<EmbeddingHalf>()));
        Check.That(WeightDecay is null || (WeightDecay >= 0 && double.IsFinite(WeightDecay.Value)), nameof(WeightDecay), WeightDecay ?? 0, "0 or more");
        Network.Validate();
        Scoring.Backends.Backend.Named(Backend);
        Check.That(Enum.IsDefined(Classes), nameof(Classes), Classes, string.Join(", ", Enum.GetNames<ClassGranularity>()));
        Check.That(Autoencoder is null || Enum.IsDefined(Autoencoder.Value), nameof(Autoencoder), Autoencoder ?? default, string.Join(" or ", Enum.GetNames<ReconstructionScore>()));
        return SupervisedLoss || SelfSupervisedLoss || Autoencoder is not null ? this : throw new InputException($"The system {Name} has no loss; give it the supervised one or an exchange.");
    }

    /// <summary>The name without the granularity of the classes.</summary>
    [JsonIgnore]
    public string BaseName => Name.Split(Separator)[0];

    /// <summary>The same system with other classes; where they are not the usual ones its name says so: <c>baseline@machine</c>.</summary>
    /// <param name="classes">What a class is.</param>
    public SystemDefinition WithClasses(ClassGranularity classes) =>
        this with { Name = classes == ClassGranularity.Domain ? BaseName : $"{BaseName}{Separator}{Csv.Word(classes)}", Classes = classes };

    /// <summary>Whether the system has something to learn from so many classes: of one class only the self-supervised loss can, if its exchanges make several of it.</summary>
    /// <param name="classes">Original classes.</param>
    public bool LearnsFrom(int classes) => Autoencoder is not null || classes > 1 || (SelfSupervisedLoss && SelfSupervisedClasses(classes) > 1);

    /// <summary>Classes of the self-supervised head.</summary>
    /// <param name="classes">Original classes.</param>
    public int SelfSupervisedClasses(int classes)
    {
        if (Mixtures == MixtureLabels.GreaterShare)
            return 2;
        var original = SelfSupervisedLabels ? classes : 1;
        return ClassFactor * original * (OriginalStatEx ? original : 1);
    }

    /// <summary>The system of [15]: the supervised head alone, with mixup always on.</summary>
    public static SystemDefinition Baseline { get; } = new() { Name = "baseline", MixupProbability = 1 };

    /// <summary>Supervised loss plus one self-supervised loss over mixup, StatEx and FeatEx (paper, section 3.4).</summary>
    public static SystemDefinition Proposed { get; } = new() { Name = "proposed", StatExProbability = 0.5, FeatExProbability = 0.5 };

    /// <summary>The six systems of Table 1 (paper, section 4.2), in its order.</summary>
    public static IReadOnlyList<SystemDefinition> Table1 { get; } =
    [
        Baseline,
        new() { Name = "statex", SupervisedLoss = false, StatExProbability = 0.5 },
        new() { Name = "featex", SupervisedLoss = false, FeatExProbability = 0.5 },
        new() { Name = "regular+statex", StatExProbability = 0.5 },
        new() { Name = "regular+featex", FeatExProbability = 0.5 },
        Proposed,
    ];

    /// <summary>The three ablations of Table 2 (paper, section 4.3), in its order.</summary>
    public static IReadOnlyList<SystemDefinition> Table2 { get; } =
    [
        Proposed with { Name = "proposed-without-labels", SelfSupervisedLabels = false },
        Proposed with { Name = "proposed-fixed-centres", SelfSupervisedCentresTrainable = false },
        Proposed with { Name = "proposed-full-statex", TemporalMeanNormalisation = false, FullStatEx = true },
    ];

    /// <summary>The challenge's baseline, an autoencoder for each machine type (Harada et al., 2023), by both of its scores: the yardstick of the paper's Figure 2.</summary>
    public static IReadOnlyList<SystemDefinition> Autoencoders { get; } =
    [
        new() { Name = "autoencoder", SupervisedLoss = false, MixupProbability = 0, Autoencoder = ReconstructionScore.MeanSquaredError },
        new() { Name = "autoencoder-mahalanobis", SupervisedLoss = false, MixupProbability = 0, Autoencoder = ReconstructionScore.Mahalanobis },
    ];

    /// <summary>
    /// The strongest system that is trained from scratch, by the paper's author and others (arXiv 2509.10951): the paper's network and
    /// exchanges with another loss and back end.
    /// </summary>
    public static SystemDefinition DirectAct { get; } = new()
    {
        Name = "direct-act",
        FeatExProbability = 0.5,
        FeatExHalf = EmbeddingHalf.Spectrum,
        Loss = LossKind.AdaProj,
        Network = new() { HalfWidth = 256, SqueezeExcitation = false, AffineNormalisation = false },
        WeightDecay = 1e-5,
        CleanPass = true,
        Backend = "ldn",
    };

    /// <summary>
    /// From the paper's system to <see cref="DirectAct"/>, a step at a time: between <c>proposed</c> and <c>regular+featex</c>, which has
    /// no StatEx, and <c>direct-act</c>, which has the other back end.
    /// </summary>
    public static IReadOnlyList<SystemDefinition> LadderSteps { get; } =
    [
        DirectAct with { Name = "ladder-loss", Network = new(), FeatExHalf = EmbeddingHalf.Spectrogram, WeightDecay = null, CleanPass = false, Backend = "paper" },
        DirectAct with { Name = "ladder-network", FeatExHalf = EmbeddingHalf.Spectrogram, WeightDecay = null, CleanPass = false, Backend = "paper" },
        DirectAct with { Name = "ladder-featex-half", WeightDecay = null, CleanPass = false, Backend = "paper" },
        DirectAct with { Name = "ladder-weight-decay", CleanPass = false, Backend = "paper" },
        DirectAct with { Name = "ladder-clean-pass", Backend = "paper" },
    ];

    /// <summary>The other self-supervised approaches that the paper names (sections 1 and 3), each beside the regular loss; one of them needs no class labels.</summary>
    public static IReadOnlyList<SystemDefinition> OtherApproaches { get; } =
    [
        new() { Name = "regular+pitch-stretch", PitchStretchProbability = 0.5 },
        new() { Name = "regular+mixture-classes", Mixtures = MixtureLabels.OwnClasses },
        new() { Name = "regular+original-statex", StatExProbability = 0.5, OriginalStatEx = true },
        new() { Name = "regular+mixture-share", Mixtures = MixtureLabels.GreaterShare },
        new() { Name = "mixture-share", SupervisedLoss = false, Mixtures = MixtureLabels.GreaterShare },
    ];

    /// <summary>Systems that are in no table of the paper, for those who want to see what a part does.</summary>
    public static IReadOnlyList<SystemDefinition> Others { get; } =
    [
        Baseline with { Name = "baseline-without-mixup", MixupProbability = 0 },
        .. OtherApproaches,
        .. Autoencoders,
        DirectAct,
    ];

    /// <summary>All systems that have a name.</summary>
    public static IReadOnlyList<SystemDefinition> All { get; } = [.. Table1, .. Table2, .. Others, .. LadderSteps];

    /// <summary>Finds a system by its name, whatever the case; with <c>@</c> and a granularity behind it, the system with these classes.</summary>
    /// <exception cref="InputException">No system or granularity has that name.</exception>
    public static SystemDefinition Named(string name)
    {
        var (system, classes) = SplitName(name);
        var found = Check.Named(All, s => s.Name, system, "system");
        return classes is { } other ? found.WithClasses(other) : found;
    }

    /// <summary>A name without the granularity behind its <c>@</c>, and the granularity; null where there is none.</summary>
    /// <exception cref="InputException">No granularity has that name.</exception>
    internal static (string Name, ClassGranularity? Classes) SplitName(string name) =>
        name.Split(Separator, 2) is [var system, var classes] ? (system, Granularity(classes)) : (name, null);

    /// <summary>
    /// Finds a granularity by its name, whatever the case: machine, section, firstattribute, attributes, domain or pseudo; sessions is
    /// firstattribute, which it is of adopted recordings.
    /// </summary>
    /// <exception cref="InputException">None has that name.</exception>
    public static ClassGranularity Granularity(string name) => name.Equals("sessions", StringComparison.OrdinalIgnoreCase)
        ? ClassGranularity.FirstAttribute
        : Check.Named<ClassGranularity>(name, "granularity of classes");
}
