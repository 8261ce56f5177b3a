using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>
/// references.safetensors: for each machine and section its <c>centres</c> and <c>targets</c> <c>[count, dim]</c>,
/// <c>threshold</c>, the scores it comes from (<c>held_out_scores</c> or <c>training_scores</c>, <c>[clips]</c>) and <c>source_clips</c>, under
/// the name <c>machine/section/…</c>; for other back ends than the paper's with
/// <c>densities</c> <c>[references]</c> and <c>slope</c>, where they have these.
/// </summary>
internal static class ReferencesFile
{
    private const string HeldOut = "held_out_scores", OfTraining = "training_scores";

    internal static void Write(string path, AnomalyScorer scorer)
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var section in scorer.Sections)
        {
            var name = $"{section.Machine}/{section.Section}/";
            tensors[name + "centres"] = EmbeddingsFile.FromMatrix(section.Centres);
            tensors[name + "targets"] = EmbeddingsFile.FromMatrix(section.Targets);
            tensors[name + "threshold"] = tensor(section.Threshold);
            tensors[name + "source_clips"] = tensor((long)section.SourceClips);
            if (section.ThresholdScores is { } scores)
                Add(tensors, name, scores);
            if (section.Densities.Count == 0)
                continue;
            tensors[name + "densities"] = tensor(section.Densities.ToArray(), [section.Densities.Count]);
            tensors[name + "slope"] = tensor(section.Slope);
        }
        Safetensors.Write(path, tensors);
    }

    /// <summary>Restores a scorer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="backend">The back end that it was written for; the paper's where null.</param>
    /// <exception cref="InputException">The file is missing or broken, or holds references for another kind of back end.</exception>
    internal static AnomalyScorer Read(string path, Backend? backend = null)
    {
        using var scope = NewDisposeScope();
        var tensors = Safetensors.Read(path);
        try
        {
            return new AnomalyScorer(tensors.Keys.Select(name => name[..name.LastIndexOf('/')]).Distinct().Select(name =>
            {
                var parts = name.Split('/');
                return new SectionReferences(parts[0], parts[1], EmbeddingsFile.ToMatrix(tensors[name + "/centres"]), EmbeddingsFile.ToMatrix(tensors[name + "/targets"]),
                    tensors[name + "/threshold"].item<double>(), (int)tensors[name + "/source_clips"].item<long>())
                {
                    Choice = (backend ?? Backend.Paper).References,
                    ThresholdScores = Scores(tensors, name + "/"),
                    Densities = tensors.TryGetValue(name + "/densities", out var densities) ? densities.data<double>().ToArray() : [],
                    Slope = tensors.TryGetValue(name + "/slope", out var slope) ? slope.item<double>() : 0,
                };
            }), backend);
        }
        catch (Exception e) when (e is KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InputException($"{path}: not the references of a run ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); {(backend is null ? "train the run" : "score by the back end")} again.", e);
        }
    }

    /// <summary>Adds the scores of a threshold to those of a section, <c>machine/section/</c>.</summary>
    internal static void Add(Dictionary<string, Tensor> tensors, string section, ThresholdScores scores) =>
        tensors[section + (scores.IsHeldOut ? HeldOut : OfTraining)] = tensor(scores.Scores.ToArray(), [scores.Scores.Count]);

    /// <summary>The scores of a threshold; null where they were not kept.</summary>
    internal static ThresholdScores? Scores(IReadOnlyDictionary<string, Tensor> tensors, string section)
    {
        foreach (var name in new[] { HeldOut, OfTraining })
        {
            if (tensors.TryGetValue(section + name, out var scores))
                return new(scores.data<double>().ToArray(), name == HeldOut);
        }
        return null;
    }
}
