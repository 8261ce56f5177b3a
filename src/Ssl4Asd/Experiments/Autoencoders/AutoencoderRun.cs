using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;
using Ssl4Asd.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Autoencoders;

/// <summary>A finished run of autoencoders: scores recordings by how badly they are reconstructed.</summary>
internal sealed class AutoencoderRun : IDetector
{
    /// <summary>Why it cannot be scored otherwise.</summary>
    internal const string NoBackends = "its system is an autoencoder, which has no embeddings and no back ends";

    private readonly Device _device;
    private readonly IReadOnlyDictionary<string, Tensor> _weights;
    private readonly IReadOnlyDictionary<string, Tensor> _references;

    /// <summary>Opens a run folder.</summary>
    /// <exception cref="InputException">A file is missing or broken, or training is not finished.</exception>
    internal AutoencoderRun(RunFolder folder, RunSettings settings, Device device)
    {
        if (!folder.IsTrained)
            throw new InputException($"{folder.Path}: training is not finished; go on with it by train --resume.");
        using var scope = NewDisposeScope();
        (Folder, Settings, _device) = (folder, settings, device);
        (_weights, _references) = (Safetensors.Read(folder.Model), Safetensors.Read(folder.References));
        foreach (var tensor in _weights.Values.Concat(_references.Values))
            tensor.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public RunFolder Folder { get; }

    /// <inheritdoc/>
    public RunSettings Settings { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ScoreRow> Score(DatasetRecordings recordings, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        var dataset = recordings.Dataset;
        if (dataset.TestClips.Count == 0)
            throw new InputException($"{dataset.Root}: has no test clips; add dev_data/<machine>/test/*.wav.");
        var thresholds = dataset.TestClips.Select(c => Threshold(c.Machine, c.Section)).ToList(); // unknown machines stop here, before the work
        foreach (var line in dataset.Notices)
            notice?.Invoke(line);
        var store = recordings.Test(report, notice, stop);
        var scores = new double[dataset.TestClips.Count];
        var done = 0;
        foreach (var machine in dataset.TestClips.Index().GroupBy(c => c.Item.Machine))
        {
            int[] which = [.. machine.Select(c => c.Index)];
            foreach (var (i, score) in which.Zip(Scores(machine.Key, store, which, () => report?.Invoke(new WorkProgress("scoring", ++done, scores.Length)), stop)))
                scores[i] = score;
        }
        ScoreRow[] rows = [.. dataset.TestClips.Select((c, i) => new ScoreRow(c.Subset, c.Machine, c.Section, c.FileName, c.Domain, c.Condition, scores[i], thresholds[i]))];
        RunSettings.NoteScored(Folder.Settings, dataset);
        Folder.Write(rows, ClipsHash.Of(dataset.TestClips), dataset.Layout.Submission);
        return rows;
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Score(ClipStore recordings, string machine, string section, Backend? backend = null, CancellationToken stop = default)
    {
        Threshold(machine, section, backend); // unknown machines stop here, before the work
        return Scores(machine, recordings, [.. Enumerable.Range(0, recordings.Count)], () => { }, stop);
    }

    /// <inheritdoc/>
    public SectionThreshold Threshold(string machine, string section, Backend? backend = null) => backend is null || backend == Settings.Backend
        ? new SectionThreshold(Threshold(machine, section), ReferencesFile.Scores(_references, $"{machine}/{section}/"), null)
        : throw new InputException($"{Folder.Path}: {NoBackends}; leave --backend out.");

    private double[] Scores(string machine, ClipStore store, int[] which, Action oneDone, CancellationToken stop)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var network = AutoencoderFiles.Read(_weights, machine, Settings.Preset.Autoencoder, Folder.Model).to(_device);
        var precisions = (Find(AutoencoderFiles.Source(machine)), Find(AutoencoderFiles.Target(machine)));
        return Array.ConvertAll(which, recording =>
        {
            using var windows = LogMelWindows.Of(store, [recording], Settings.Preset.Autoencoder, _device, stop);
            using var errors = ReconstructionErrors.Of(network, windows, 0, Settings.Preset.Autoencoder.Bands);
            var score = ReconstructionErrors.Score(errors, Settings.System.Autoencoder!.Value, precisions);
            oneDone();
            return score;
        });
    }

    private double Threshold(string machine, string section) => _references.TryGetValue(AutoencoderFiles.Threshold(machine, section), out var threshold)
        ? threshold.item<double>()
        : throw new InputException($"machine type '{machine}' section '{section}': no training clips of it; choose one of: {string.Join(", ", Known())}");

    private IEnumerable<string> Known() => _references.Keys.Select(name => name.Split('/')).Where(parts => parts.Length == 3).Select(parts => $"{parts[0]} {parts[1]}").Distinct().Order(StringComparer.Ordinal);

    private Tensor Find(string name) => _references.TryGetValue(name, out var found) ? found : throw new InputException($"{Folder.References}: has no {name}; train the run again.");

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach (var tensor in _weights.Values.Concat(_references.Values))
            tensor.Dispose();
    }
}
