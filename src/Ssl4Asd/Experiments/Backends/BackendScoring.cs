using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Autoencoders;
using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Backends;

/// <summary>Scores a trained run by another back end, from the embeddings that it keeps.</summary>
public static class BackendScoring
{
    /// <summary>
    /// Scores all test clips of a data set and writes <see cref="BackendFolder"/>. Where the run has not scored these recordings yet,
    /// they are embedded, and it is scored by the system's back end too.
    /// </summary>
    /// <param name="run">The run folder.</param>
    /// <param name="backend">How distances become scores; the system's writes the run's own files.</param>
    /// <param name="recordings">The data set that the run was trained on, at the run's sample rate.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what a user should know about the data.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>One row a test clip.</returns>
    /// <exception cref="InputException">A file cannot be read, the run knows nothing of a machine and section, or a section has too few training clips.</exception>
    public static IReadOnlyList<ScoreRow> Score(
        RunFolder run, Backend backend, DatasetRecordings recordings, Device device, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        var settings = RunSettings.Read(run.Settings);
        var own = settings.Backend;
        if (backend != own && settings.System.Autoencoder is not null)
            throw new InputException($"{run.Path}: {AutoencoderRun.NoBackends}; leave --backend out.");
        if (backend == own || !HasScored(run, recordings.Dataset))
        {
            using var trained = IDetector.Open(run.Path, device);
            var rows = trained.Score(recordings, report, notice, stop);
            if (backend == own)
                return rows;
        }
        var kept = KeptEmbeddings.Read(run);
        var scorer = kept.Fit([backend])[0];
        foreach (var line in scorer.Notices)
            notice?.Invoke(line);
        var scores = kept.Score([scorer])[0];
        var folder = BackendFolder.Of(run, backend);
        DiskFolder.Make(folder.Path);
        AtomicFile.RemoveLeftovers(folder.Path);
        File.Delete(folder.Scores); // older scores with newer references would be taken for one thing
        ReferencesFile.Write(folder.References, scorer);
        folder.WriteSettings(backend);
        folder.Write(scores, File.ReadAllText(run.ScoredClips).Trim(), recordings.Dataset.Layout.Submission);
        return scores;
    }

    // the same recordings, with the ground truth of today
    private static bool HasScored(RunFolder run, Dataset dataset) =>
        File.Exists(run.Scores) && File.Exists(run.TestEmbeddings) && File.Exists(run.ScoredClips)
        && File.ReadAllText(run.ScoredClips).Trim() == ClipsHash.Of(dataset.TestClips)
        && ScoresCsv.Read(run.Scores).Select(r => r.ToScoredClip().Clip).SequenceEqual(dataset.TestClips.Select(c => c with { Path = c.FileName, Attributes = "" }));
}
