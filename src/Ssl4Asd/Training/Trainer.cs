using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>The training loop (paper, section 2): Adam, one pass over all clips an epoch, losses and scales recorded.</summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingClips _clips;
    private readonly SeedStream _seeds;
    private readonly Device _device;
    private readonly HeapHoles _holes;
    private readonly List<HistoryRow> _history = [];

    /// <summary>Prepares training from the weights that the model has.</summary>
    /// <param name="model">What is trained; moved to <paramref name="device"/>.</param>
    /// <param name="clips">What it is trained with.</param>
    /// <param name="seeds">Where all randomness comes from.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <exception cref="InputException">Fewer than two clips.</exception>
    public Trainer(AsdModel model, TrainingClips clips, SeedStream seeds, Device device)
    {
        if (clips.Count < 2)
            throw new InputException($"Training needs at least two clips, there is {clips.Count}; add recordings to dev_data/<machine>/train.");
        (Model, _clips, _seeds, _device) = (model.to(device), clips, seeds, device);
        Model.UsesFastPath = true; // Step differentiates by Model.Backward
        Optimizer = AdamOptimizer.For(model);
        _holes = new HeapHoles(device);
        ReadingInterval = device.type == DeviceType.CPU ? TimeSpan.Zero : TimeSpan.FromSeconds(0.5);
    }

    /// <summary>What is trained.</summary>
    public AsdModel Model { get; }

    /// <summary>Adam over all trainable parameters, with their running moments.</summary>
    public AdamOptimizer Optimizer { get; }

    /// <summary>Epochs finished.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>All steps of all finished epochs.</summary>
    public IReadOnlyList<HistoryRow> History => _history;

    /// <summary>Steps of one epoch.</summary>
    public int StepsPerEpoch => TrainingClips.BatchSizes(_clips.Count, Model.Preset.Training.BatchSize).Count;

    /// <summary>Continues from a checkpoint: the model and the optimizer have been restored already.</summary>
    internal void Continue(int epochsDone, IEnumerable<HistoryRow> rows)
    {
        EpochsDone = epochsDone;
        _history.Clear();
        _history.AddRange(rows);
    }

    /// <summary>How long losses stay unread on a GPU, which would have to stop for it; on the CPU each is read at once.</summary>
    internal TimeSpan ReadingInterval { get; set; }

    /// <summary>Trains one epoch.</summary>
    /// <param name="onStep">Called for each step, in their order: on the CPU after it, on a GPU up to half a second and a step later.</param>
    /// <param name="stop">Ends the epoch between two steps; the model is then between two epochs, so restore a checkpoint to go on.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    /// <exception cref="InputException">The loss is no longer finite, or the recordings are damaged.</exception>
    public void RunEpoch(Action<HistoryRow>? onStep = null, CancellationToken stop = default)
    {
        Model.train();
        var epoch = EpochsDone + 1;
        using var generator = _seeds.Exchanges(epoch);
        using var readings = new StepReadings(Model, epoch, _history.Count + 1, ReadingInterval);
        var rows = new List<HistoryRow>();
        foreach (var (waveforms, labels) in _clips.Epoch(Model.Preset.Training.BatchSize, _seeds.Order(epoch), _seeds.Crops(epoch), _device, _seeds.Combinations(epoch)))
        {
            using (waveforms)
            using (labels)
            {
                stop.ThrowIfCancellationRequested();
                readings.Begin();
                Step(waveforms, labels, generator, readings);
                Tell(readings.ReadDue());
            }
        }
        Tell(readings.ReadAll());
        _history.AddRange(rows);
        EpochsDone = epoch;

        void Tell(IReadOnlyList<HistoryRow> read)
        {
            foreach (var row in read)
            {
                if (!double.IsFinite(row.Loss))
                    throw new InputException($"The loss is {row.Loss} in step {row.Step} of epoch {epoch}; check the recordings with inspect.");
                rows.Add(row);
                onStep?.Invoke(row);
            }
        }
    }

    private void Step(Tensor waveforms, Tensor labels, Generator generator, StepReadings readings)
    {
        using var scope = NewDisposeScope();
        var draws = ExchangeDraws.Draw(Model.Definition, waveforms.size(0), generator, _device);
        Optimizer.zero_grad(); // makes room for what the network keeps
        var losses = Model.call(waveforms, labels, draws);
        waveforms.Dispose(); // makes room for gradients
        _holes.AfterForward();
        Model.Backward(losses);
        Optimizer.step();
        readings.Add(losses);
    }

    /// <summary>Frees the running moments of Adam; the model stays.</summary>
    public void Dispose() => Optimizer.Dispose();
}
