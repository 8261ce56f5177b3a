using Plotly.NET.CSharp;
using Ssl4Asd.Data;
using Ssl4Asd.Models;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>What each half of the embeddings knows by itself.</summary>
public static class HalfCharts
{
    private static readonly (string Name, int From, int To)[] Parts =
    [
        ("spectrum half", 0, SpectrumBranch.Width),
        ("spectrogram half", SpectrumBranch.Width, EmbeddingNetwork.Dim),
        ("both", 0, EmbeddingNetwork.Dim),
    ];

    /// <summary>Bars: the share of the recordings whose nearest other recording is of the same class, from each half alone and from both.</summary>
    /// <param name="clips">Recordings whose class is known.</param>
    /// <param name="runs">Their embeddings <c>[clips, 256]</c> by one or more networks.</param>
    public static GenericChart Neighbours(IReadOnlyList<Clip> clips, params (string Name, float[,] Embeddings)[] runs)
    {
        string[] classes = [.. clips.Select(c => c.ClassLabel ?? "")];
        return Chart.Combine(runs.Index().Select(run => Chart.Column<double, string, string>(
                [.. Parts.Select(part => 100 * NearestNeighbour.Agreement(run.Item.Embeddings, part.From, part.To, classes))],
                Keys: new Plotly.NET.CSharp.Optional<IEnumerable<string>>(Parts.Select(p => p.Name), true), Name: run.Item.Name, MarkerColor: Plotly.NET.Color.fromString(Colours.Others[run.Index]))))
            .WithXAxisStyle<string, string, string>(TitleText: "what is compared")
            .WithYAxisStyle<double, double, string>(TitleText: "nearest neighbour of the same class, %", MinMax: (0.0, 100.0).ToTuple());
    }
}
