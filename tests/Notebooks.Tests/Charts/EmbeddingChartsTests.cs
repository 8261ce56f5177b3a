using Ssl4Asd.Notebooks;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Notebooks.Embeddings;

namespace Notebooks.Tests.Charts;

public class EmbeddingChartsTests
{
    private static readonly (float[,] Embeddings, IReadOnlyList<Ssl4Asd.Data.Clip> Clips) Data = Sample.Embeddings();
    private static readonly Projection Pca = Projection.Pca(Data.Embeddings);

    [Fact]
    public void EveryMachineHasItsPointsAndColour()
    {
        var chart = EmbeddingCharts.ByMachine(Pca, Data.Clips);
        Assert.Equal(["machine0", "machine1", "machine2"], ChartJson.Names(chart));
        Assert.Equal(Colours.Others.Take(3), ChartJson.Traces(chart).Select(t => t.Text("marker.color")));
        var second = ChartJson.Trace(chart, "machine1");
        Assert.Equal(Enumerable.Range(10, 10).Select(i => Pca.Points[i, 1]), second.Numbers("y"), (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.Equal("machine1 machine1_10.wav", second.Texts("text")[0]);
    }

    [Fact]
    public void DomainAndConditionHaveTheirColours()
    {
        Assert.Equal([Colours.Source, Colours.Target], ChartJson.Traces(EmbeddingCharts.ByDomain(Pca, Data.Clips)).Select(t => t.Text("marker.color")));
        Assert.Equal([Colours.Normal, Colours.Anomaly], ChartJson.Traces(EmbeddingCharts.ByCondition(Pca, Data.Clips)).Select(t => t.Text("marker.color")));
        var unknown = Data.Clips.Select(c => c with { Domain = null, Condition = null }).ToList();
        Assert.Equal(["unknown"], ChartJson.Names(EmbeddingCharts.ByDomain(Pca, unknown)));
        Assert.Equal(["unknown"], ChartJson.Names(EmbeddingCharts.ByCondition(Pca, unknown)));
        Assert.Equal(6, ChartJson.Names(EmbeddingCharts.ByClass(Pca, Data.Clips)).Count);
    }

    [Fact]
    public void OneClassIsOneGroup() => Assert.Equal(["all"], ChartJson.Names(EmbeddingCharts.Map(Pca, [.. Data.Clips.Select(_ => "all")], "title")));

    [Fact]
    public void ManyGroupsDifferByTheirSymbolsAndHaveNoLegend()
    {
        var chart = EmbeddingCharts.Map(Pca, [.. Enumerable.Range(0, 30).Select(i => $"group {i}")], "title");
        var looks = ChartJson.Traces(chart).Select(t => (t.Text("marker.color"), t.Text("marker.symbol"))).ToList();
        Assert.Equal(30, looks.Distinct().Count());
        Assert.Empty(ChartJson.Names(chart));
    }

    [Fact]
    public void EveryPointNeedsAGroup() => Assert.Throws<ArgumentException>(() => EmbeddingCharts.Map(Pca, ["one"], "title"));
}
