using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Backends;
using Ssl4Asd.Losses;
using Ssl4Asd.Models;
using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;
using Ssl4Asd.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>A finished run of a system that embeds: embeds recordings and scores them. Needs the run folder only, not the training data.</summary>
public sealed class TrainedRun : IDetector
{
    private readonly AsdModel _model;
    private readonly Device _device;
    private readonly Dictionary<Backend, AnomalyScorer> _others = [];

    private TrainedRun(RunFolder folder, RunSettings settings, AsdModel model, AnomalyScorer scorer, Device device)
        => (Folder, Settings, _model, Scorer, _device) = (folder, settings, model, scorer, device);

    /// <summary>Where the run is.</summary>
    public RunFolder Folder { get; }

    /// <summary>How it was made.</summary>
    public RunSettings Settings { get; }

    /// <summary>Embeddings to anomaly scores, by the system's back end.</summary>
    public AnomalyScorer Scorer { get; }

    /// <summary>Waveforms to embeddings, in evaluation mode.</summary>
    public EmbeddingNetwork Network => _model.Network;

    /// <summary>The head over the original classes, in evaluation mode; null where the system has none.</summary>
    public AngularLoss? Supervised => _model.Supervised;

    internal Device Device => _device;

    /// <summary>Opens a run folder.</summary>
    /// <param name="path">The folder that train wrote.</param>
    /// <param name="device">CPU or a CUDA device; any, whatever the run was trained on.</param>
    /// <exception cref="InputException">A file is missing or broken, training is not finished, or the folder has another format.</exception>
    public static TrainedRun Open(string path, Device device)
    {
        var folder = new RunFolder(path);
        var settings = RunSettings.Read(folder.Settings);
        if (settings.System.Autoencoder is not null)
            throw new InputException($"{path}: its system is an autoencoder, which has no embeddings; take a run of another system.");
        if (!folder.IsTrained && File.Exists(folder.Checkpoint))
            throw new InputException($"{path}: training is not finished; go on with it by train --resume.");
        using var scope = NewDisposeScope();
        using var generator = new SeedStream(settings.Seed).Weights();
        var model = new AsdModel(settings.System, settings.Preset, settings.Classes.Count, generator);
        try
        {
            using var noGradients = no_grad();
            StateDict.Restore(model, Safetensors.Read(folder.Model), folder.Model);
            var scorer = ReferencesFile.Read(folder.References, settings.Backend);
            if (scorer.Dim != model.Network.Dim)
                throw new InputException($"{folder.References}: holds vectors of {scorer.Dim} numbers instead of {model.Network.Dim}; train again.");
            model.eval();
            return new TrainedRun(folder, settings, model.to(device), scorer, device);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Embeds recordings without randomness (<see cref="Embedder"/>).</summary>
    /// <param name="paths">WAV files.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what is odd about the files.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns><c>[files, dim]</c>, not normalised.</returns>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public float[,] Embed(IEnumerable<string> paths, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        using var store = Recordings.Load([.. paths], Settings.Preset.Sound, report, notice, stop);
        return Embed(store, report, stop);
    }

    internal float[,] Embed(ClipStore store, Action<WorkProgress>? report, CancellationToken stop)
        => Embedder.Embed(Network, Settings.Preset, store, _device, FixedCrops.Of(store, Settings.Preset, Settings.Seed), report, stop);

    /// <summary>Scores all test clips of a data set and writes scores.csv and the official submission files.</summary>
    /// <param name="dataset">A data set whose machines and sections the run was trained with.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what a user should know about the data.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <returns>One row a test clip.</returns>
    /// <exception cref="InputException">A file cannot be read, or the run knows nothing of a machine and section.</exception>
    public IReadOnlyList<ScoreRow> Score(Dataset dataset, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        using var recordings = new DatasetRecordings(dataset, Settings.Preset.Sound);
        return Score(recordings, report, notice, stop);
    }

    /// <summary>The same for recordings that other runs use too.</summary>
    /// <param name="recordings">A data set, decoded at the preset's sample rate.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what a user should know about the data.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <returns>One row a test clip.</returns>
    /// <exception cref="InputException">A file cannot be read, or the run knows nothing of a machine and section.</exception>
    public IReadOnlyList<ScoreRow> Score(DatasetRecordings recordings, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        var dataset = recordings.Dataset;
        if (dataset.TestClips.Count == 0)
            throw new InputException($"{dataset.Root}: has no test clips; add dev_data/<machine>/test/*.wav.");
        foreach (var clip in dataset.TestClips)
            Scorer.Threshold(clip.Machine, clip.Section); // unknown machines stop here, before the work
        foreach (var line in dataset.Notices.Concat(Scorer.Notices))
            notice?.Invoke(line);
        var embeddings = Embed(recordings.Test(report, notice, stop), report, stop);
        var rows = Scorer.Score(dataset.TestClips, embeddings);
        var clipsHash = ClipsHash.Of(dataset.TestClips);
        File.Delete(Folder.ScoredClips); // newer embeddings are not those of older scores
        RunSettings.NoteScored(Folder.Settings, dataset);
        EmbeddingsFile.Write(Folder.TestEmbeddings, "test", embeddings);
        Folder.Write(rows, clipsHash, dataset.Layout.Submission);
        return rows;
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Score(ClipStore recordings, string machine, string section, Backend? backend = null, CancellationToken stop = default)
    {
        var scorer = ScorerOf(backend);
        scorer.Threshold(machine, section); // unknown machines stop here, before the work
        var embeddings = Embed(recordings, null, stop);
        return [.. Enumerable.Range(0, recordings.Count).Select(i => scorer.Score(embeddings.Row(i), machine, section))];
    }

    /// <inheritdoc/>
    public SectionThreshold Threshold(string machine, string section, Backend? backend = null)
    {
        var scorer = ScorerOf(backend);
        var usual = scorer.Threshold(machine, section);
        var references = scorer.Sections.First(s => s.Machine == machine && s.Section == section);
        return new SectionThreshold(usual, references.ThresholdScores, references.Notice);
    }

    private AnomalyScorer ScorerOf(Backend? backend) => backend is null || backend == Settings.Backend
        ? Scorer
        : _others.TryGetValue(backend, out var other) ? other : _others[backend] = ReferencesFile.Read(BackendFolder.Scored(Folder, backend).References, backend);

    /// <summary>Frees the weights.</summary>
    public void Dispose() => _model.Dispose();
}
