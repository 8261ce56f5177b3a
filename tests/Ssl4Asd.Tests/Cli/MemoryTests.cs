namespace Ssl4Asd.Tests.Cli;

public class MemoryTests
{
    [Fact]
    public async Task ResidentMemoryOfFiveHundredStepsStaysFlat()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 60, target: 40, test: 1, seconds: 0.2);
        // 200 clips in batches of 4: 50 steps an epoch
        using var process = CommandLine.Start("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--clip-seconds", "0.2",
            "--batch-size", "4", "--epochs", "10", "--out", folder.File("run"));
        var error = process.StandardError.ReadToEndAsync();
        var resident = new List<(int Steps, long Bytes)>();
        while (!process.WaitForExit(200))
        {
            process.Refresh();
            if (!process.HasExited && StepsDone(folder.File("run", "history.csv")) is var steps and > 0)
                resident.Add((steps, process.WorkingSet64));
        }
        Assert.True(process.ExitCode == 0, await error);
        Assert.Equal(500, StepsDone(folder.File("run", "history.csv")));

        double Median(int from, int to) => resident.Where(r => r.Steps >= from && r.Steps <= to).Select(r => (double)r.Bytes).Order().ToList() is { Count: > 0 } all
            ? all[all.Count / 2]
            : throw new InvalidOperationException($"no sample between steps {from} and {to} of {resident.Count}");
        var (early, late) = (Median(100, 200), Median(400, 500));
        Assert.True(late < 1.05 * early, $"{early / 1e6:0} MB after 100 to 200 steps, {late / 1e6:0} MB after 400 to 500");
    }

    // history.csv is rewritten after each epoch
    private static int StepsDone(string history) => File.Exists(history) ? File.ReadLines(history).Count() - 1 : 0;
}
