using Ssl4Asd.Audio;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using Ssl4Asd.Training;
using Ssl4Asd.Training.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training;

public class TrainerTests
{
    private static readonly Preset Tiny = TinyPreset.Value;

    public static TheoryData<string> Systems => [.. SystemDefinition.All.Where(s => s.Autoencoder is null).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Systems))]
    public void SameSeedGivesTheSameLossesAndWeights(string system)
    {
        var first = Train(system, seed: 4);
        var second = Train(system, seed: 4);
        var other = Train(system, seed: 5);
        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(first.Weights, second.Weights);
        Assert.NotEqual(first.Losses, other.Losses);
        Assert.All(first.Losses, loss => Assert.True(double.IsFinite(loss)));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AGradientReachesEveryTrainableParameterAndNoFixedOne(string system)
    {
        using var folder = new TemporaryFolder();
        using var setup = new Setup(folder, system, seed: 1);
        setup.Trainer.RunEpoch();
        var definition = setup.Model.Definition;
        var fixedPart = definition.Loss == LossKind.AdaProj ? "subspaces" : "centres";
        string[] expected =
        [
            .. definition.SupervisedLoss ? [$"supervised.{fixedPart}"] : Array.Empty<string>(),
            .. definition is { SelfSupervisedLoss: true, SelfSupervisedCentresTrainable: false } ? [$"self_supervised.{fixedPart}"] : Array.Empty<string>(),
        ];
        Assert.Equal(expected, setup.Model.named_parameters().Where(p => !p.parameter.requires_grad).Select(p => p.name));
        Assert.All(setup.Model.named_parameters(), p => Assert.Equal(p.parameter.requires_grad, p.parameter.grad is not null));
        var trained = setup.Model.named_parameters().Where(p => p.parameter.requires_grad && !p.name.Contains("norm", StringComparison.Ordinal));
        Assert.All(trained, p => Assert.True(p.parameter.grad!.abs().max().item<float>() > 0 || p.name.Contains(".se.", StringComparison.Ordinal), p.name));
    }

    [Fact]
    public void FixedCentresStayBitIdenticalAndTrainableOnesMove()
    {
        using var folder = new TemporaryFolder();
        using var setup = new Setup(folder, "proposed", seed: 1);
        float[] Centres(string head) => TorchTruth.FloatValues(setup.Model.state_dict()[$"{head}.centres"]);
        var (fixedBefore, trainableBefore) = (Centres("supervised"), Centres("self_supervised"));
        setup.Trainer.RunEpoch();
        Assert.Equal(fixedBefore, Centres("supervised"));
        Assert.NotEqual(trainableBefore, Centres("self_supervised"));
    }

    [Fact]
    public void EightClipsAreOverfitted()
    {
        using var folder = new TemporaryFolder();
        var system = SystemDefinition.Baseline with { MixupProbability = 0 };
        using var setup = new Setup(folder, system, seed: 1, Tiny with { Training = Tiny.Training with { Epochs = 60, BatchSize = 8 } }, source: 3, target: 1);
        Assert.Equal(8, setup.Clips.Count);
        while (setup.Trainer.EpochsDone < 60)
            setup.Trainer.RunEpoch();
        Assert.True(setup.Trainer.History[0].Loss > 1.5, $"starts at {setup.Trainer.History[0].Loss}");
        Assert.True(setup.Trainer.History[^1].Loss < 0.05, $"ends at {setup.Trainer.History[^1].Loss}");
    }

    [Fact]
    public void NoTensorOutlivesItsStep()
    {
        using var folder = new TemporaryFolder();
        using var setup = new Setup(folder, "proposed", seed: 1, Tiny with { Training = Tiny.Training with { BatchSize = 4 } }, source: 60, target: 40, seconds: 0.2);
        var live = new List<long>();
        setup.Trainer.RunEpoch(row => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        Assert.True(live.Count >= 50, $"{live.Count} steps");
        Assert.Equal(live[1], live[48]);
        Assert.Equal(live[48] - 1, live[49]); // no batch is waiting any more
    }

    [Fact]
    public void RecordingsOnTheDeviceGiveTheSameNumbersBitForBit()
    {
        using var folder = new TemporaryFolder();
        using var plain = new Setup(folder, "proposed", seed: 6);
        using var onDevice = new Setup(folder, "proposed", seed: 6, write: false, residency: Residency.Yes);
        plain.Trainer.RunEpoch();
        onDevice.Trainer.RunEpoch();
        Assert.Equal(plain.Trainer.History.Select(WithoutSeconds), onDevice.Trainer.History.Select(WithoutSeconds));
        foreach (var (name, tensor) in plain.Model.state_dict())
            Assert.True(TorchTruth.Values(tensor).SequenceEqual(TorchTruth.Values(onDevice.Model.state_dict()[name])), name);
    }

    [Theory]
    [InlineData("proposed")]
    [InlineData("baseline")]
    [InlineData("statex")]
    public void LossesThatAreReadLaterAreTheSame(string system)
    {
        using var folder = new TemporaryFolder();
        using var atOnce = new Setup(folder, system, seed: 2);
        using var later = new Setup(folder, system, seed: 2, write: false);
        later.Trainer.ReadingInterval = TimeSpan.FromDays(1);
        var (told, toldLater) = (new List<HistoryRow>(), new List<HistoryRow>());
        for (var epoch = 0; epoch < 2; epoch++)
        {
            atOnce.Trainer.RunEpoch(told.Add);
            later.Trainer.RunEpoch(toldLater.Add);
        }
        Assert.Equal([1, 2, 3, 4], told.Select(r => r.Step));
        Assert.Equal(told.Select(WithoutSeconds), toldLater.Select(WithoutSeconds));
        Assert.Equal(toldLater, later.Trainer.History);
        Assert.All(toldLater, r => Assert.True(r.Seconds > 0));
        Assert.Equal((later.Model.Supervised?.Scale, later.Model.SelfSupervised?.Scale), (toldLater[^1].SupervisedScale, toldLater[^1].SelfSupervisedScale));
        Assert.Equal((later.Model.Supervised is null, later.Model.SelfSupervised is null), (toldLater[0].SupervisedLoss is null, toldLater[0].SelfSupervisedLoss is null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ALossThatIsNotFiniteIsNamedByItsStep(int days)
    {
        using var folder = new TemporaryFolder();
        // the first step leaves weights that overflow in the second
        using var setup = new Setup(folder, "proposed", seed: 2, Tiny with { Training = Tiny.Training with { LearningRate = 1e30, BatchSize = 4 } }, source: 6, target: 2, seconds: 0.6);
        setup.Trainer.ReadingInterval = TimeSpan.FromDays(days);
        var told = new List<HistoryRow>();
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var error = Assert.Throws<InputException>(() => setup.Trainer.RunEpoch(told.Add));
        Assert.Contains("in step 2 of epoch 1", error.Message, StringComparison.Ordinal);
        Assert.Equal([1], told.Select(r => r.Step));
        Assert.Empty(setup.Trainer.History);
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void ARestoredCheckpointGoesOnAsIfNothingHadHappened()
    {
        using var folder = new TemporaryFolder();
        using var undisturbed = new Setup(folder, "proposed", seed: 9);
        undisturbed.Trainer.RunEpoch();
        Checkpoint.Save(folder.File("checkpoint"), undisturbed.Trainer);
        var history = undisturbed.Trainer.History.ToList();
        undisturbed.Trainer.RunEpoch();

        using var resumed = new Setup(folder, "proposed", seed: 9, write: false);
        Checkpoint.Restore(folder.File("checkpoint"), resumed.Trainer, history);
        Assert.Equal(1, resumed.Trainer.EpochsDone);
        resumed.Trainer.RunEpoch();
        Assert.Equal(undisturbed.Trainer.History.Select(r => r.Loss), resumed.Trainer.History.Select(r => r.Loss));
        foreach (var (name, tensor) in undisturbed.Model.state_dict())
            Assert.True(TorchTruth.Values(tensor).SequenceEqual(TorchTruth.Values(resumed.Model.state_dict()[name])), name);
    }

    [Fact]
    public void ACheckpointOfAnotherModelIsRefused()
    {
        using var folder = new TemporaryFolder();
        using var baseline = new Setup(folder, "baseline", seed: 1);
        Checkpoint.Save(folder.File("checkpoint"), baseline.Trainer);
        using var proposed = new Setup(folder, "proposed", seed: 1, write: false);
        Assert.Contains("self_supervised", Assert.Throws<InputException>(() => Checkpoint.Restore(folder.File("checkpoint"), proposed.Trainer, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARaisedStopEndsBetweenTwoSteps()
    {
        using var folder = new TemporaryFolder();
        using var setup = new Setup(folder, "baseline", seed: 1);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => setup.Trainer.RunEpoch(_ => stop.Cancel(), stop.Token));
        Assert.Equal(0, setup.Trainer.EpochsDone);
        Assert.Empty(setup.Trainer.History);
    }

    [Theory]
    [InlineData(16, 8, new[] { 8, 8 })]
    [InlineData(19, 8, new[] { 8, 8, 3 })]
    [InlineData(17, 8, new[] { 8, 9 })]
    [InlineData(3, 8, new[] { 3 })]
    [InlineData(1, 8, new[] { 1 })]
    public void ALastBatchOfOneJoinsTheOneBefore(int count, int batch, int[] sizes)
        => Assert.Equal(sizes, TrainingClips.BatchSizes(count, batch));

    private static HistoryRow WithoutSeconds(HistoryRow row) => row with { Seconds = 0 };

    private static (List<double> Losses, float[] Weights) Train(string system, int seed)
    {
        using var folder = new TemporaryFolder();
        using var setup = new Setup(folder, system, seed);
        setup.Trainer.RunEpoch();
        setup.Trainer.RunEpoch();
        return ([.. setup.Trainer.History.Select(r => r.Loss)], [.. setup.Model.parameters().SelectMany(TorchTruth.FloatValues)]);
    }

    /// <summary>Everything a trainer needs, over a small data set.</summary>
    private sealed class Setup : IDisposable
    {
        private readonly ClipStore _store;
        private readonly ResidentRecordings? _resident;

        public Setup(TemporaryFolder folder, string system, int seed, bool write = true, Residency residency = Residency.No)
            : this(folder, SystemDefinition.Named(system), seed, write: write, residency: residency)
        {
        }

        public Setup(TemporaryFolder folder, string system, int seed, Preset preset, int source, int target, double seconds)
            : this(folder, SystemDefinition.Named(system), seed, preset, source, target, seconds)
        {
        }

        public Setup(TemporaryFolder folder, SystemDefinition system, int seed, Preset? preset = null, int source = 6, int target = 2, double seconds = 0.6, bool write = true, Residency residency = Residency.No)
        {
            preset ??= Tiny;
            if (write)
                SmallDataset.Write(folder.Path, source: source, target: target, test: 1, seconds: seconds);
            var dataset = Ssl4Asd.Data.Dataset.Load(folder.Path);
            _store = ClipStore.Load(dataset.TrainClips.Select(c => c.Path));
            _resident = ResidentRecordings.Place(_store, CPU, residency, reserve: 0);
            Clips = new TrainingClips(_store, [.. dataset.TrainClips.Select(dataset.ClassIndex)], dataset.Classes.Count, preset.ClipSamples, resident: _resident, pitchStretch: system.PitchStretchProbability);
            var seeds = new SeedStream(seed);
            using var generator = seeds.Weights();
            Model = new AsdModel(system, preset, dataset.Classes.Count, generator);
            Trainer = new Trainer(Model, Clips, seeds, CPU);
        }

        public TrainingClips Clips { get; }

        public AsdModel Model { get; }

        public Trainer Trainer { get; }

        public void Dispose()
        {
            Trainer.Dispose();
            Model.Dispose();
            _resident?.Dispose();
            _store.Dispose();
        }
    }
}
