using Ssl4Asd.Data;
using Ssl4Asd.Notebooks.Embeddings;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>What each half of the embeddings knows by itself.</summary>
public static class HalfCharts
{
    /// <summary>Bars: the share of the recordings whose nearest other recording is of the same class, from each half alone and from both.</summary>
    /// <param name="clips">Recordings whose class is known.</param>
    /// <param name="runs">Their embeddings <c>[clips, dim]</c> by one or more networks.</param>
    public static GenericChart Neighbours(IReadOnlyList<Clip> clips, params (string Name, float[,] Embeddings)[] runs)
    {
        string[] classes = [.. clips.Select(c => c.ClassLabel ?? "")];
        string[] names = ["spectrum half", "spectrogram half", "both"];
        return Panel.Of(
            runs.Index().Select(run => Marks.Columns(
                names, Parts(run.Item.Embeddings.GetLength(1)).Select(p => 100 * NearestNeighbour.Agreement(run.Item.Embeddings, p.From, p.To, classes)),
                Colours.Others[run.Index], run.Item.Name, hover: $"{run.Item.Name}, %{{x}}: %{{y:.1f}} %<extra></extra>")),
            "what each half tells by itself", new Axis("what is compared"), new Axis("nearest neighbour of the same class (%)") { Range = (0, 100) });

        static IEnumerable<(int From, int To)> Parts(int dim) => [(0, dim / 2), (dim / 2, dim), (0, dim)];
    }
}
