using Ssl4Asd.Scoring;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>
/// references.safetensors: for each machine and section its <c>centres</c> and <c>targets</c> <c>[count, 256]</c>,
/// <c>threshold</c> and <c>source_clips</c>, under the name <c>machine/section/…</c>.
/// </summary>
internal static class ReferencesFile
{
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
        }
        Safetensors.Write(path, tensors);
    }

    internal static AnomalyScorer Read(string path)
    {
        using var scope = NewDisposeScope();
        var tensors = Safetensors.Read(path);
        try
        {
            return new AnomalyScorer(tensors.Keys.Select(name => name[..name.LastIndexOf('/')]).Distinct().Select(name =>
            {
                var parts = name.Split('/');
                return new SectionReferences(parts[0], parts[1], EmbeddingsFile.ToMatrix(tensors[name + "/centres"]), EmbeddingsFile.ToMatrix(tensors[name + "/targets"]),
                    tensors[name + "/threshold"].item<double>(), (int)tensors[name + "/source_clips"].item<long>());
            }));
        }
        catch (Exception e) when (e is KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InputException($"{path}: not the references of a run ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); train the run again.", e);
        }
    }
}
