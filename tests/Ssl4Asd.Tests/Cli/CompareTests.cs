using Ssl4Asd.Tests.Experiments;

namespace Ssl4Asd.Tests.Cli;

public class CompareTests
{
    [Fact]
    public void OptionsOfTheGranularityExperimentThatCannotBe()
    {
        CommandLine.Run("compare").FailsWith("--data is missing");
        CommandLine.Run("compare", "--data", "nowhere", "--data-seeds", "2-3").FailsWith("--data-seeds are those of --granularity");
        CommandLine.Run("compare", "--granularity", "--ablations").FailsWith("leave --ablations");
        CommandLine.Run("compare", "--granularity", "--data-seeds", "two").FailsWith("'two'");
        CommandLine.Run("compare", "--granularity", "--classes", "machine").FailsWith("Classes is Machine");
        CommandLine.Run("compare", "--granularity", "--systems", "baseline,autoencoder").FailsWith("autoencoder: has neither classes nor embeddings");
        CommandLine.Run("compare", "--granularity", "--replicates", "10").FailsWith("Replicates is 10", "at least 100");
        CommandLine.Run("compare", "--granularity", "--ladder").FailsWith("--ladder");
        CommandLine.Run("compare", "--data", "nowhere", "--classes", "machin").FailsWith("did you mean 'machine'?");
    }

    [Fact]
    public async Task AKilledComparisonGoesOnAndEndsWithTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"));
        string[] Compare(string output) => ["compare", "--data", data, "--preset", "tiny", "--workers", "2", "--out", folder.File(output)];
        CommandLine.Run(Compare("undisturbed")).Succeeds();

        // five kills at random points of the work: after so many more files of the runs were written
        var random = new Random(20261122);
        var kills = 0;
        var workers = new List<int>();
        while (kills < 5)
        {
            using var process = CommandLine.Start(Compare("killed"));
            try
            {
                var errors = process.StandardError.ReadToEndAsync();
                var wanted = Written() + random.Next(1, 8);
                Assert.True(SpinWait.SpinUntil(() => Written() >= wanted || process.HasExited, TimeSpan.FromMinutes(2)));
                Thread.Sleep(random.Next(300));
                if (process.HasExited)
                    Assert.Fail($"the comparison ended after {kills} kills: {await errors}");
                if (OperatingSystem.IsLinux())
                    workers.AddRange(CommandLine.Children(process.Id));
            }
            finally
            {
                process.Kill();
                process.WaitForExit();
            }
            kills++;
        }
        Assert.False(File.Exists(folder.File("killed", "results.csv")), "the last kill came too late");
        if (OperatingSystem.IsLinux())
        {
            Assert.NotEmpty(workers);
            Assert.True(SpinWait.SpinUntil(() => !workers.Exists(w => Directory.Exists($"/proc/{w}")), TimeSpan.FromSeconds(15)), "a worker outlives its comparison");
        }
        CommandLine.Run(Compare("killed")).Succeeds();
        ComparisonTests.SameResults(folder, "undisturbed", "killed");

        int Written() => Directory.Exists(folder.File("killed")) ? Directory.EnumerateFiles(folder.File("killed"), "*", SearchOption.AllDirectories).Count() : 0;
    }

    [Theory]
    [InlineData(2022)]
    [InlineData(2023)]
    public void ADataSetOfTheExactStructureGoesFromInspectToCompare(int year)
    {
        using var folder = new TemporaryFolder();
        var data = year == 2022 ? DcaseDataset.Write2022(folder.File("data")) : DcaseDataset.Write2023(folder.File("data"));
        var inspected = CommandLine.Run("inspect", "--data", data).Succeeds();
        Assert.DoesNotContain("error", inspected.Output, StringComparison.OrdinalIgnoreCase);

        var compared = CommandLine.Run("compare", "--data", data, "--preset", "tiny", "--out", folder.File("out")).Succeeds();
        Assert.Contains("dev", compared.Output, StringComparison.Ordinal);
        Assert.Contains("eval", compared.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("n/a", compared.Output, StringComparison.Ordinal);

        var rows = File.ReadAllLines(folder.File("out", "results.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        var sections = year == 2022 ? 7 * 6 : 14;
        Assert.Equal(6 * sections * 9, rows.Count);
        Assert.All(rows, r => Assert.NotEqual("", r[8]));
        foreach (var row in rows.Where(r => r[0] == "proposed" && r[3] == "evaluation"))
        {
            if (year == 2022)
                Assert.InRange(int.Parse(row[5]), 3, 5);
            else
                Assert.Contains(row[4], DcaseDataset.NewMachines);
        }
        var submission = folder.File("out", "runs", "proposed", "seed-0", "submission");
        Assert.Equal(2 * sections, Directory.GetFiles(submission).Length);
        var machine = year == 2022 ? "fan_section_04" : "Vacuum_section_00";
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"section_{machine[^2..]}_{i:0000}.wav"),
            File.ReadAllLines(Path.Combine(submission, $"anomaly_score_{machine}_test.csv")).Select(l => l.Split(',')[0]));
    }
}
