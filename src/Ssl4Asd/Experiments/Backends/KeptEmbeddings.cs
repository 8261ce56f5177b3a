using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Autoencoders;
using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Experiments.Backends;

/// <summary>What a scored run keeps for other back ends: they need neither its network nor the recordings.</summary>
internal sealed class KeptEmbeddings
{
    private readonly RunSettings _settings;
    private readonly IReadOnlyList<Clip> _trainClips;

    private KeptEmbeddings(RunFolder folder, RunSettings settings, IReadOnlyList<Clip> trainClips, IReadOnlyList<ScoreRow> ownScores) =>
        (Folder, _settings, _trainClips, OwnScores) = (folder, settings, trainClips, ownScores);

    /// <summary>The run.</summary>
    internal RunFolder Folder { get; }

    /// <summary>The run's own scores.</summary>
    internal IReadOnlyList<ScoreRow> OwnScores { get; }

    /// <summary>Reads all but the embeddings.</summary>
    /// <param name="folder">Trained and scored.</param>
    /// <exception cref="InputException">A file is missing or broken.</exception>
    internal static KeptEmbeddings Read(RunFolder folder)
    {
        var settings = RunSettings.Read(folder.Settings);
        if (settings.System.Autoencoder is not null)
            throw new InputException($"{folder.Path}: {AutoencoderRun.NoBackends}; leave it out.");
        if (!folder.IsTrained)
            throw new InputException($"{folder.Path}: training is not finished; go on with it by train --resume.");
        if (!File.Exists(folder.Scores) || !File.Exists(folder.ScoredClips) || !File.Exists(folder.TestEmbeddings))
            throw new InputException($"{folder.Path}: has no scores with their embeddings; run score first.");
        return new(folder, settings, TrainClipsCsv.Read(folder.TrainClips), ScoresCsv.Read(folder.Scores));
    }

    /// <summary>Fits back ends, with the preset's clusters and percentile and the run's seed.</summary>
    /// <exception cref="InputException">The embeddings are missing or broken, or a section has too few of them for a back end.</exception>
    internal IReadOnlyList<AnomalyScorer> Fit(IReadOnlyList<Backend> backends)
    {
        var train = EmbeddingsFile.Read(Folder.TrainEmbeddings, "train", _trainClips.Count, _settings.System.Network.Dim);
        try
        {
            return AnomalyScorer.FitAll(_trainClips, train, _settings.Preset.Scoring, _settings.Seed, backends);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"{Folder.TrainEmbeddings}: cannot be scored with ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); train the run again.", e);
        }
    }

    /// <summary>The scores of the test clips by each scorer.</summary>
    /// <exception cref="InputException">The embeddings are missing or broken, or there are clips of a section without training clips.</exception>
    internal IReadOnlyList<IReadOnlyList<ScoreRow>> Score(IReadOnlyList<AnomalyScorer> scorers) => AnomalyScorer.ScoreAll(
        scorers, [.. OwnScores.Select(r => r.ToScoredClip().Clip)], EmbeddingsFile.Read(Folder.TestEmbeddings, "test", OwnScores.Count, _settings.System.Network.Dim));
}
