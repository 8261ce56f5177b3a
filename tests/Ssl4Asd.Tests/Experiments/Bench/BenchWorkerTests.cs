using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Tests.Experiments.Bench;

public class BenchWorkerTests
{
    [Theory]
    [InlineData(BenchWork.Training)]
    [InlineData(BenchWork.Embedding)]
    [InlineData(BenchWork.Store)]
    [InlineData(BenchWork.KMeans)]
    public void All_work_is_measured_step_by_step(BenchWork work)
    {
        var reply = BenchWorker.Measure(new BenchTask(work, TinyPreset.Value, Classes: 6, Clips: 140, Steps: 2, "cpu"), default);
        Assert.Equal(2, reply.Seconds.Count);
        Assert.All(reply.Seconds, s => Assert.InRange(s, 1e-6, 60));
        Assert.Equal(work == BenchWork.Training, reply.Parameters is not null);
        if (OperatingSystem.IsLinux())
            Assert.InRange(reply.PeakBytes!.Value, 50_000_000, 100_000_000_000);
    }

    [Fact]
    public void Tasks_and_replies_are_lines()
    {
        var task = new BenchTask(BenchWork.KMeans, TinyPreset.Value, 6, 140, 1, "cpu");
        Assert.DoesNotContain('\n', task.ToLine());
        Assert.Single(BenchReply.Parse(BenchWorker.Run(task.ToLine())).Seconds);
        Assert.Equal([0.5, 0.25], BenchReply.Parse("""{"seconds": [0.5, 0.25], "peak_bytes": null, "threads": 2, "torch": "1.13", "parameters": 7}""").Seconds);

        Assert.Contains("no task", Assert.Throws<InputException>(() => BenchWorker.Run("{}")).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => BenchWorker.Run((task with { Preset = task.Preset with { ClipSeconds = 0.1 } }).ToLine()));
        foreach (var line in new[] { "", "Killed", "{}", """{"seconds": [], "peak_bytes": null, "threads": 2, "torch": "1.13"}""" })
            Assert.Contains("no result", Assert.Throws<InputException>(() => BenchReply.Parse(line)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Peak_memory_does_not_fall_when_memory_is_given_back()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Null(PeakMemory.OfThisProcess());
            return;
        }
        var block = GC.AllocateUninitializedArray<byte>(200_000_000);
        Array.Fill(block, (byte)1);
        var peak = PeakMemory.OfThisProcess()!.Value;
        Assert.True(peak > 200_000_000);
        block = null;
        GC.Collect();
        // the kernel counts pages in batches for each thread, so not to the last one
        Assert.InRange(PeakMemory.OfThisProcess()!.Value, 0.99 * peak, double.MaxValue);
        Assert.InRange(PeakMemory.OfTree(Environment.ProcessId)[$"{Environment.ProcessId}"], 0.99 * peak, double.MaxValue);
        Assert.Empty(PeakMemory.OfTree(int.MaxValue));
    }
}
