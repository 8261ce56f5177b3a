using System.Security.Cryptography;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Autoencoders;
using Ssl4Asd.Experiments.Backends;
using Ssl4Asd.Experiments.Explaining;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring;
using Ssl4Asd.Training;
using Ssl4Asd.Training.Loading;
using TorchSharp;

namespace Ssl4Asd.Experiments;

/// <summary>Trains one run and leaves a folder that scores, embeds and detects without the training data.</summary>
public static class TrainExperiment
{
    /// <summary>
    /// Checks everything first, then trains. After each epoch the folder holds a checkpoint, so that a run that was
    /// stopped goes on with <see cref="TrainRequest.Resume"/> and ends with the same numbers.
    /// </summary>
    /// <param name="request">What to train.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what a user should know about the data.</param>
    /// <param name="stop">Ends the work between two steps.</param>
    /// <returns>The run folder.</returns>
    /// <exception cref="InputException">The data, an option or the folder cannot be used, or another process trains into the folder.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised; finished epochs are kept.</exception>
    public static RunFolder Run(
        TrainRequest request,
        torch.Device device,
        Action<WorkProgress>? report = null,
        Action<string>? notice = null,
        CancellationToken stop = default)
    {
        request.Preset.Validate(); // before the files are looked for
        request.System.Validate();
        using var owner = Own(request);
        using var recordings = DatasetRecordings.Load(request.Data, request.Preset.Sound, request.SkipBroken, [Split.Train], report, notice, request.Truth, stop);
        return RunOwned(request, recordings, device, report, notice, stop);
    }

    /// <summary>The same for a data set that is loaded already; <see cref="TrainRequest.Data"/> is for messages only.</summary>
    /// <param name="request">What to train.</param>
    /// <param name="recordings">The data set; decoded at the preset's sample rate.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what a user should know about the data.</param>
    /// <param name="stop">Ends the work between two steps.</param>
    /// <returns>The run folder.</returns>
    /// <exception cref="InputException">The data, an option or the folder cannot be used, or another process trains into the folder.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised; finished epochs are kept.</exception>
    public static RunFolder Run(
        TrainRequest request,
        DatasetRecordings recordings,
        torch.Device device,
        Action<WorkProgress>? report = null,
        Action<string>? notice = null,
        CancellationToken stop = default)
    {
        using var owner = Own(request);
        return RunOwned(request, recordings, device, report, notice, stop);
    }

    /// <summary>Nobody else trains into the folder until the result is disposed of.</summary>
    /// <param name="request">Names the folder.</param>
    /// <param name="wait">How long to wait for whoever does; not at all unless given.</param>
    /// <exception cref="InputException">The folder cannot be used, or another process goes on writing.</exception>
    internal static FileLock Own(TrainRequest request, TimeSpan wait = default)
    {
        if (string.IsNullOrWhiteSpace(request.Folder) || File.Exists(request.Folder))
            throw new InputException($"'{request.Folder}' cannot be a run folder; name a new or an empty folder.");
        return FileLock.Take(new RunFolder(request.Folder).Lock, request.Folder, wait);
    }

    /// <summary>Trains, as <see cref="Run(TrainRequest, DatasetRecordings, torch.Device, Action{WorkProgress}?, Action{string}?, CancellationToken)"/>, into a folder that the caller owns (<see cref="Own"/>).</summary>
    internal static RunFolder RunOwned(
        TrainRequest request,
        DatasetRecordings recordings,
        torch.Device device,
        Action<WorkProgress>? report = null,
        Action<string>? notice = null,
        CancellationToken stop = default)
    {
        request.Preset.Validate();
        request.System.Validate();
        var dataset = recordings.Dataset;
        var holdOut = request.HoldOut ?? HoldOut.Usual(dataset.Root);
        Check.That(holdOut is >= 0 and < 1, nameof(request.HoldOut), holdOut, "0 or more and below 1");
        var clips = HoldOut.Mark(dataset, holdOut, request.Seed);
        int[] trained = [.. clips.Index().Where(c => !c.Item.IsHeldOut).Select(c => c.Index)];
        var labels = request.PseudoLabels is { } file ? PseudoLabelsFile.Of(file, clips, request.System.Classes)
            : request.System.Classes == ClassGranularity.Pseudo
            ? PseudoLabels.Of(clips, recordings.Train(report, notice, stop), request.Seed, stop)
            : [.. clips.Select(c => c.ClassOf(request.System.Classes)!)];
        string[] classes = [.. trained.Select(i => labels[i]).Distinct().Order(StringComparer.Ordinal)];
        if (!request.System.LearnsFrom(classes.Length))
            throw new InputException($"{request.Data}: its training clips form only one class ({classes[0]}), and {request.System.Name} learns by telling classes apart; take a system whose exchanges make classes (statex, featex, proposed), --classes pseudo or sessions, or add other machines (adopt --with-demo-machines).");
        var isAlone = classes.Length == 1 && request.System.SupervisedLoss;
        if (device.type == DeviceType.CPU && Compute.MemoryOfHeads(request.System, request.Preset, classes.Length) is var need && need > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
            throw new InputException($"{request.System.Name}: its {request.System.SelfSupervisedClasses(classes.Length):N0} classes, made of {classes.Length}, take {DiskSpace.Text(need)} of memory, more than this machine has; take --classes with fewer labels, or another system.");
        var folder = new RunFolder(request.Folder);
        var settings = Settings(request, dataset, classes, holdOut, device);
        var resumed = CheckFolder(folder, settings, request.Resume);
        if (resumed && folder.IsTrained)
        {
            File.Delete(folder.Checkpoint); // still there when the run was killed right after its last file
            notice?.Invoke($"{folder.Path} is trained already; nothing to do.");
            return folder;
        }
        foreach (var line in dataset.Notices)
            notice?.Invoke(line);
        if (isAlone)
            notice?.Invoke($"all training clips are of one class ({classes[0]}): the regular loss has nothing to tell apart and is left out; what is learnt is to tell the exchanges");
        if (trained.Length < clips.Count)
            notice?.Invoke($"{clips.Count - trained.Length} of {clips.Count} training clips are held out for the threshold: not trained on, and no references");
        var store = recordings.Train(report, notice, stop);
        if (request.System.Autoencoder is not null)
        {
            if (!File.Exists(folder.Checkpoint))
                settings.Write(folder.Settings);
            NormalSpectra.Write(folder.NormalSpectra, clips, store);
            AutoencoderTraining.Run(request, clips, store, folder, device, report, stop);
            return folder;
        }
        var offsets = FixedCrops.Of(store, request.Preset, request.Seed);

        using var scope = torch.NewDisposeScope();
        var seeds = new SeedStream(request.Seed);
        using var generator = seeds.Weights();
        using var model = new AsdModel(request.System, request.Preset, classes.Length, generator);
        using var resident = ResidentRecordings.Place(store, device, request.System.PitchStretchProbability is null ? request.Resident : Residency.No, (long)Compute.MemoryOfTraining(request.Preset),
            DirectProgress.Of("moving recordings", store.Count, report), stop);
        int[] classOf = [.. labels.Select(label => Array.BinarySearch(classes, label, StringComparer.Ordinal))]; // below 0: of held-out clips alone
        var training = new TrainingClips(store, classOf, classes.Length, request.Preset.ClipSamples, offsets, resident, request.System.PitchStretchProbability, trained);
        using (var trainer = new Trainer(model, training, seeds, device))
        {
            if (File.Exists(folder.Checkpoint))
                Checkpoint.Restore(folder.Checkpoint, trainer, HistoryCsv.Read(folder.History));
            else
                settings.Write(folder.Settings);
            TrainToEnd(trainer, folder, report, stop);
        }
        var embeddings = Embedder.Embed(model.Network, request.Preset, store, device, offsets, report, stop, resident);
        var scorer = AnomalyScorer.Fit(clips, embeddings, request.Preset.Scoring, request.Seed, settings.Backend);
        EmbeddingsFile.Write(folder.TrainEmbeddings, "train", embeddings);
        TrainClipsCsv.Write(folder.TrainClips, clips);
        NormalSpectra.Write(folder.NormalSpectra, clips, store);
        Safetensors.Write(folder.Model, model.state_dict());
        ReferencesFile.Write(folder.References, scorer);
        File.Delete(folder.Checkpoint);
        return folder;
    }

    private static RunSettings Settings(TrainRequest request, Dataset dataset, IReadOnlyList<string> classes, double holdOut, torch.Device device) => new()
    {
        Format = RunSettings.CurrentFormat,
        System = request.System,
        Preset = request.Preset,
        Seed = request.Seed,
        Classes = classes,
        TrainingClips = dataset.TrainClips.Count,
        HoldOut = holdOut,
        PseudoLabelsHash = request.PseudoLabels is { } file ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : null,
        TrainingClipsHash = ClipsHash.Of(dataset.TrainClips),
        LeftOutOfTraining = RunSettings.LeftOut(dataset, Split.Train),
        MadeWith = Compute.Versions(device),
    };

    // The weights of an old run are never reused silently, and never overwritten.
    private static bool CheckFolder(RunFolder folder, RunSettings settings, bool resume)
    {
        AtomicFile.RemoveLeftovers(folder.Path);
        if (!File.Exists(folder.Settings))
        {
            if (Directory.Exists(folder.Path) && Directory.EnumerateFileSystemEntries(folder.Path).Any())
                throw new InputException($"{folder.Path}: the folder is not empty and holds no run; choose an empty or a new one.");
            return false;
        }
        if (!resume && !File.Exists(folder.History) && !File.Exists(folder.Checkpoint) && !File.Exists(folder.Model))
            return false; // no epoch was finished, so nothing is lost
        if (!resume)
            throw new InputException($"{folder.Path}: holds a run already; choose another folder, or add --resume to go on with it.");
        if (settings.FirstDifference(RunSettings.Read(folder.Settings)) is { } difference)
            throw new InputException($"{folder.Path}: the run there differs in '{difference}' and cannot be resumed with these options; choose another folder.");
        return true;
    }

    private static void TrainToEnd(Trainer trainer, RunFolder folder, Action<WorkProgress>? report, CancellationToken stop)
    {
        var epochs = trainer.Model.Preset.Training.Epochs;
        var total = epochs * trainer.StepsPerEpoch;
        while (trainer.EpochsDone < epochs)
        {
            trainer.RunEpoch(row => report?.Invoke(new WorkProgress("training", row.Step, total, Note(row, epochs))), stop);
            HistoryCsv.Write(folder.History, trainer.History);
            Checkpoint.Save(folder.Checkpoint, trainer);
        }
    }

    private static string Note(HistoryRow row, int epochs) => FormattableString.Invariant($"epoch {row.Epoch}/{epochs}, loss {row.Loss:0.000}");
}
