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
            tensors[name + "centres"] = FromMatrix(section.Centres);
            tensors[name + "targets"] = FromMatrix(section.Targets);
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
                return new SectionReferences(parts[0], parts[1], ToMatrix(tensors[name + "/centres"]), ToMatrix(tensors[name + "/targets"]),
                    tensors[name + "/threshold"].item<double>(), (int)tensors[name + "/source_clips"].item<long>());
            }));
        }
        catch (Exception e) when (e is KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InputException($"{path}: not the references of a run ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); train the run again.", e);
        }
    }

    private static Tensor FromMatrix(float[,] matrix) => tensor(matrix.Cast<float>().ToArray(), [matrix.GetLength(0), matrix.GetLength(1)]);

    internal static float[,] ToMatrix(Tensor tensor)
    {
        if (tensor.dim() != 2)
            throw new ArgumentException($"expected [count, dim], got [{string.Join(", ", tensor.shape)}]");
        var matrix = new float[tensor.size(0), tensor.size(1)];
        if (matrix.Length > 0) // a section without target-domain clips; TorchSharp does not read empty matrices
            Buffer.BlockCopy(tensor.data<float>().ToArray(), 0, matrix, 0, matrix.Length * sizeof(float));
        return matrix;
    }
}
