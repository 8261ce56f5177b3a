using Microsoft.DotNet.Interactive;
using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>What a notebook works with: a preset, a data set, recordings to show, and trained runs, which notebooks share.</summary>
public sealed class Lesson
{
    /// <summary>Cancelled when the cell that runs is stopped; what was trained by then is kept, and gone on with.</summary>
    internal static CancellationToken Stop => KernelInvocationContext.Current?.CancellationToken ?? default;

    // t-SNE takes time and memory with the square of it
    internal const int MostShown = 1500;

    /// <summary>Opens the data set.</summary>
    /// <param name="notebook">The two digits that the notebook's name begins with.</param>
    /// <param name="settings">What to work with.</param>
    /// <exception cref="InputException">The data are missing or wrong.</exception>
    public Lesson(string notebook, LessonSettings settings)
    {
        (Notebook, Settings) = (notebook, settings);
        Dataset = Dataset.Load(settings.Data);
        Recordings = new DatasetRecordings(Dataset, Preset.Sound);
        Examples = new Examples(Dataset);
        Device = Compute.Device();
    }

    /// <summary>The two digits that the notebook's name begins with.</summary>
    public string Notebook { get; }

    /// <summary>Preset and folders.</summary>
    public LessonSettings Settings { get; }

    /// <summary>All sizes.</summary>
    public Preset Preset => Settings.Preset;

    /// <summary>Names, classes and labels.</summary>
    public Dataset Dataset { get; }

    /// <summary>The recordings, decoded when first needed.</summary>
    public DatasetRecordings Recordings { get; }

    /// <summary>The recordings to look at and to listen to.</summary>
    public Examples Examples { get; }

    /// <summary>Where tensors live: CUDA where there is a GPU, else the CPU.</summary>
    public Device Device { get; }

    /// <summary>Seeds of an ensemble: five in the paper (section 4.4), three where a laptop trains.</summary>
    public int EnsembleSeeds => Preset.Name == DemoPreset.Value.Name || Preset.Name == TinyPreset.Value.Name ? 3 : 5;

    /// <summary>Where the trained runs of this preset and these data are kept: a comparison folder.</summary>
    public string RunsFolder => field ??= ComparisonCache.Folder(Settings.Runs, Preset, Dataset);

    /// <summary>Not more recordings than a picture can hold: all of them, or so many, evenly taken; says so where it leaves some out.</summary>
    /// <param name="clips">Any.</param>
    public IReadOnlyList<Clip> SomeOf(IReadOnlyList<Clip> clips)
    {
        if (clips.Count <= MostShown)
            return clips;
        Console.WriteLine($"{MostShown} of {clips.Count} recordings, evenly taken");
        return [.. Enumerable.Range(0, MostShown).Select(i => clips[(int)((long)i * clips.Count / MostShown)])];
    }

    /// <summary>Embeddings of recordings by a network, without randomness.</summary>
    /// <param name="network">Left in evaluation mode.</param>
    /// <param name="clips">Any clips of the data set.</param>
    /// <returns><c>[clips, 256]</c>, not normalised.</returns>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public float[,] Embed(EmbeddingNetwork network, IReadOnlyList<Clip> clips)
    {
        using var line = new ProgressLine(Console.Out);
        using var store = ClipStore.Load(clips.Select(c => c.Path), Preset.Sound, cancellationToken: Stop);
        return Embedder.Embed(network, Preset, store, Device, report: line.Report, stop: Stop);
    }

    /// <summary>A recording as it is, at the preset's sample rate.</summary>
    /// <param name="clip">Any clip of the data set.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public Waveform Sound(Clip clip) => WavFile.Read(clip.Path, Preset.Sound);

    /// <summary>Recordings as the network gets them: tiled or cut, from their start, to the preset's length.</summary>
    /// <param name="clips">Clips of the data set.</param>
    /// <returns><c>[clips, samples]</c></returns>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public Tensor Batch(params Clip[] clips)
    {
        var batch = new float[clips.Length * Preset.ClipSamples];
        foreach (var (i, clip) in clips.Index())
            FixedLengthClip.Fill(Sound(clip).Samples, batch.AsSpan(i * Preset.ClipSamples, Preset.ClipSamples), 0);
        return tensor(batch, [clips.Length, Preset.ClipSamples]);
    }

    /// <summary>One-hot labels over <see cref="Dataset.Classes"/>.</summary>
    /// <param name="clips">Clips whose class was trained.</param>
    /// <returns><c>[clips, classes]</c></returns>
    /// <exception cref="ArgumentException">A clip's class is none of them.</exception>
    public Tensor Labels(params Clip[] clips)
    {
        var labels = new float[clips.Length * Dataset.Classes.Count];
        foreach (var (i, clip) in clips.Index())
        {
            var index = Dataset.ClassIndex(clip);
            labels[i * Dataset.Classes.Count + index] = index >= 0 ? 1 : throw new ArgumentException($"{clip.FileName}: no training clip has the class {clip.ClassLabel}.", nameof(clips));
        }
        return tensor(labels, [clips.Length, Dataset.Classes.Count]);
    }

    /// <summary>A trained and scored run of one system with seed 0; trained on the spot unless it is there.</summary>
    /// <param name="system">Losses and exchanges.</param>
    /// <exception cref="InputException">The data cannot be used for it.</exception>
    public LessonRun Run(SystemDefinition system) => new(this, Compare([system]).Runs[0]);

    /// <summary>A machine of one's own: a folder of recordings, with subfolders <c>normal</c> and perhaps <c>faulty</c> and <c>long</c>.</summary>
    /// <param name="folder">The folder; where null the made example, phone recordings of a synthetic fan, which are made unless they are there.</param>
    /// <exception cref="InputException">There is no such folder.</exception>
    public OwnMachine OwnMachine(string? folder = null) => new(this, folder);

    /// <summary>Trained and scored runs of several systems, and what follows from them; what is missing is trained on the spot.</summary>
    /// <param name="systems">Losses and exchanges; names differ.</param>
    /// <param name="seeds">Each is trained with the seeds 0 … seeds − 1.</param>
    /// <exception cref="InputException">The data cannot be used for it.</exception>
    public ComparisonResults Compare(IEnumerable<SystemDefinition> systems, int seeds = 1)
    {
        var request = new ComparisonRequest
        {
            Data = Settings.Data,
            Folder = RunsFolder,
            Preset = Preset,
            Variants = [.. systems.Select(Variant.Of)],
            Seeds = seeds,
        };
        using var ours = Turn.Take(RunsFolder);
        using var line = new ProgressLine(Console.Out);
        return Comparison.Run(request, Device, line.Report, notice: null, workers: LessonWorkers.Of(Settings, Device), stop: Stop);
    }
}
