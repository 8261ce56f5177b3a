using System.Text.Json.Nodes;
using Ssl4Asd.Data;
using Ssl4Asd.Models;
using Ssl4Asd.Notebooks.Charts;
using static TorchSharp.torch;

namespace Notebooks.Tests.Charts;

public class HalfChartsTests
{
    [Fact]
    public void EachHalfIsMeasuredByItself()
    {
        // two classes; only the spectrogram half knows them
        var clips = Enumerable.Range(0, 4).Select(i => new Clip($"{i}.wav", Subset.Development, "fan", "00", Split.Train, Domain.Source, Condition.Normal, i < 2 ? "a" : "b")).ToList();
        var embeddings = new float[4, EmbeddingNetwork.PaperDim];
        for (var i = 0; i < 4; i++)
        {
            embeddings[i, i % 2] = 1;
            embeddings[i, SpectrumBranch.Width + i / 2] = 10;
        }
        var trace = Data(HalfCharts.Neighbours(clips, ("run", embeddings)))[0]!;
        Assert.Equal([0.0, 100.0, 100.0], trace["y"]!.AsArray().Select(y => (double)y!));
        Assert.Equal("run", (string?)trace["name"]);
    }

    [Fact]
    public void HalvesAreStripsWithTheNamesOfTheirRows()
    {
        var (first, second) = (arange(128.0f), -arange(128.0f));
        var data = Data(MethodCharts.EmbeddingHalves(("own", first, second), ("exchanged", first, first)));
        Assert.Equal(2, data.Count);
        Assert.Equal(["own", "exchanged"], data[0]!["y"]!.AsArray().Select(y => (string)y!));
        Assert.Equal(1, (double)data[0]!["z"]![1]![127]!);
        Assert.Equal(-1, (double)data[1]!["z"]![0]![127]!);
        Assert.Equal(64 / 127.0, (double)data[1]!["z"]![1]![64]!, 1e-3);
        Assert.Throws<ArgumentException>(() => MethodCharts.EmbeddingHalves(("short", zeros(3), second)));
        Assert.Throws<ArgumentException>(() => MethodCharts.EmbeddingHalves());
    }

    private static JsonArray Data(Plotly.NET.GenericChart chart) => JsonNode.Parse(Plotly.NET.GenericChart.toJson(chart))!["data"]!.AsArray();
}
