using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>The embeddings that a run keeps (<see cref="RunFolder.TrainEmbeddings"/>, <see cref="RunFolder.TestEmbeddings"/>): other back ends and probes need no network.</summary>
internal static class EmbeddingsFile
{
    internal static void Write(string path, string name, float[,] embeddings)
    {
        using var scope = NewDisposeScope();
        Safetensors.Write(path, new Dictionary<string, Tensor> { [name] = FromMatrix(embeddings) });
    }

    /// <returns><c>[clips, dim]</c></returns>
    /// <exception cref="InputException">The file is missing, broken, or holds those of another number of clips.</exception>
    internal static float[,] Read(string path, string name, int clips, int dim)
    {
        using var scope = NewDisposeScope();
        return Safetensors.Read(path).GetValueOrDefault(name) is { } found && found.shape is [var rows, var numbers] && rows == clips && numbers == dim
            ? ToMatrix(found)
            : throw new InputException($"{path}: not {dim} numbers for each of {clips} clips; train and score the run again.");
    }

    internal static Tensor FromMatrix(float[,] matrix) => tensor(matrix.Cast<float>().ToArray(), [matrix.GetLength(0), matrix.GetLength(1)]);

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
