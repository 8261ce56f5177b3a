using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;
using Ssl4Asd.Training;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>A trained and scored run, with what notebooks show of it.</summary>
/// <param name="lesson">What it was trained with.</param>
/// <param name="result">The run.</param>
public sealed class LessonRun(Lesson lesson, RunResult result)
{
    private TrainedRun? _trained;

    /// <summary>Its files.</summary>
    public RunFolder Folder { get; } = new(ComparisonFiles.Run(lesson.RunsFolder, result.Variant, result.Seed));

    /// <summary>Losses and scales of each step.</summary>
    public IReadOnlyList<HistoryRow> History => field ??= HistoryCsv.Read(Folder.History);

    /// <summary>The anomaly score of each test clip.</summary>
    public IReadOnlyList<ScoreRow> Scores => result.Scores;

    /// <summary>AUC, pAUC, harmonic means.</summary>
    public Evaluation Evaluation => result.Evaluation;

    /// <summary>The network with its weights; opened when first asked for.</summary>
    /// <exception cref="InputException">A file of the run is broken.</exception>
    public TrainedRun Trained => _trained ??= TrainedRun.Open(Folder.Path, lesson.Device);

    /// <summary>Time of all training steps together.</summary>
    public TimeSpan TrainingTime => TimeSpan.FromSeconds(History.Sum(row => row.Seconds));

    /// <summary>Embeddings of recordings.</summary>
    /// <param name="clips">Any clips of the data set.</param>
    /// <returns><c>[clips, 256]</c>, not normalised.</returns>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public float[,] Embed(IEnumerable<Clip> clips)
    {
        using var line = new ProgressLine(Console.Out);
        return Trained.Embed(clips.Select(c => c.Path), line.Report, stop: Lesson.Stop);
    }
}
