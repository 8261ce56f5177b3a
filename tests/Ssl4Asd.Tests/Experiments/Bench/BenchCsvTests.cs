using Ssl4Asd.Experiments.Bench;

namespace Ssl4Asd.Tests.Experiments.Bench;

public class BenchCsvTests
{
    [Fact]
    public void All_figures_are_in_the_file_with_their_units()
    {
        var report = new StageReport(new StageRequest(),
            [new("store build", new Spread(1, 2, 3)), new("forward", new Spread(4, 5, 6), 0.25, new Spread(10, 20, 40))], 100, new Spread(7, 8, 9), "cpu", 2);
        var sides = new SideResult[]
        {
            new(BenchWork.Training, BenchState.Warm, "a", new Spread(1, 2, 3), null, new Spread(5, 6, 7), null, "1.13", 2),
            new(BenchWork.Training, BenchState.Warm, "b, tuned", new Spread(1, 2, 3), new Spread(1.5, 2.5, 3.5), new Spread(5, 6, 7), new Spread(0.1, 0.2, 0.3), "1.13", 2),
        };
        var series = new ScalingSeries[] { new("k-means", "clips", [new(1, 0.5, 1), new(2, 1, 2)]), new("store", "clips", [new(1, 1, null), new(2, 4, null)]) };
        using var folder = new TemporaryFolder();
        BenchCsv.Write(folder.File("bench.csv"), [.. BenchCsv.Rows(report), .. BenchCsv.Rows(sides), .. BenchCsv.Rows(series)]);
        Assert.Equal(
            """
            table,name,at,quantity,min,median,max
            stages,matrix product,,FLOP/s,100,100,100
            stages,batch loading,,times the rest of a step,7,8,9
            stages,store build,,clips/s,1,2,3
            stages,forward,,clips/s,4,5,6
            stages,forward,,share of a step,0.25,0.25,0.25
            stages,forward,,FLOP/s,10,20,40
            stages,forward,,share of the matrix product,0.1,0.2,0.4
            comparison,"training, a",,clips/s,1,2,3
            comparison,"training, a",,peak bytes,5,6,7
            comparison,"training, b, tuned",,clips/s,1,2,3
            comparison,"training, b, tuned",,speedup,1.5,2.5,3.5
            comparison,"training, b, tuned",,peak bytes,5,6,7
            comparison,"training, b, tuned",,memory ratio,0.1,0.2,0.3
            scaling,"k-means, clips",1,seconds,0.5,0.5,0.5
            scaling,"k-means, clips",1,peak bytes,1,1,1
            scaling,"k-means, clips",2,seconds,1,1,1
            scaling,"k-means, clips",2,peak bytes,2,2,2
            scaling,"k-means, clips",,exponent of time,1,1,1
            scaling,"k-means, clips",,exponent of memory,1,1,1
            scaling,"store, clips",1,seconds,1,1,1
            scaling,"store, clips",2,seconds,4,4,4
            scaling,"store, clips",,exponent of time,2,2,2

            """.ReplaceLineEndings("\n"), File.ReadAllText(folder.File("bench.csv")));
    }

    [Fact]
    public void A_spread_takes_the_middle()
    {
        Assert.Equal(new Spread(1, 2, 9), Spread.Of([9, 1, 2]));
        Assert.Equal(new Spread(1, 1.5, 2), Spread.Of([2, 1]));
        Assert.Equal(new Spread(2, 4, 6), new Spread(1, 2, 3) / 0.5);
        Assert.Throws<ArgumentException>(() => Spread.Of([]));
    }
}
