using Ssl4Asd.Data;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>What the supervised head takes a clip for.</summary>
/// <param name="Clip">A normal test clip.</param>
/// <param name="Predicted">The most probable of the run's classes, written as <see cref="Clip.ClassOf"/>.</param>
/// <param name="Probability">Of that class, 0 … 1.</param>
public sealed record ClassPrediction(Clip Clip, string Predicted, double Probability)
{
    /// <summary>The machine type of the predicted class.</summary>
    public string PredictedMachine => Predicted.Split('/')[0];
}

/// <summary>
/// The auxiliary task by which the network is trained (paper, section 2): which class the supervised head says normal test clips
/// are of. A head that confuses two machines cannot tell them by their embeddings either.
/// </summary>
public static class ClassPredictions
{
    /// <summary>Predicts the class of every normal test clip.</summary>
    /// <param name="run">A run with a supervised head.</param>
    /// <param name="recordings">A data set, decoded at the run's sample rate.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what is odd about the files.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>One a normal test clip, in the order of the data set; none where no clip is known to be normal.</returns>
    /// <exception cref="InputException">The system has no supervised head, or a file cannot be read.</exception>
    public static IReadOnlyList<ClassPrediction> Of(
        TrainedRun run, DatasetRecordings recordings, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        if (run.Supervised is not { } head)
            throw new InputException($"{run.Folder.Path}: the system {run.Settings.System.Name} has no supervised head that could name classes; take baseline, proposed or another with the supervised loss.");
        var clips = recordings.Dataset.TestClips.Index().Where(c => c.Item.Condition == Condition.Normal).ToList();
        if (clips.Count == 0)
            return [];
        var embeddings = run.Embed(recordings.Test(report, notice, stop), report, stop);
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var all = tensor(embeddings.Cast<float>().ToArray(), [embeddings.GetLength(0), embeddings.GetLength(1)]);
        var (values, indices) = head.LogProbabilities(all.to(run.Device)).cpu().max(1);
        var (best, probabilities) = (indices.data<long>().ToArray(), values.exp().data<float>().ToArray());
        return [.. clips.Select(c => new ClassPrediction(c.Item, run.Settings.Classes[(int)best[c.Index]], probabilities[c.Index]))];
    }
}
