using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments.Bench;

public class StageBenchTests
{
    private static readonly string[] Parts = ["batch loading", "features", "forward", "backward", "optimiser"];

    private static readonly StageRequest Request = new() { Preset = TinyPreset.Value, Runs = 1, Sections = 3, SectionClips = 40, SectionTestClips = 10 };

    [Fact]
    public void The_parts_of_a_step_add_up_and_arithmetic_is_that_of_the_network()
    {
        var report = StageBench.Run(Request, CPU);
        Assert.Equal(["store build", .. Parts, "training step", "embedding", "k-means", "scoring"], report.Stages.Select(s => s.Name));
        Assert.All(report.Stages, s => Assert.True(s.ClipsPerSecond.Median > 0 && double.IsFinite(s.ClipsPerSecond.Median), s.Name));

        var stages = report.Stages.ToDictionary(s => s.Name);
        var parts = Parts.Select(p => stages[p]).ToList();
        Assert.Equal(1, parts.Sum(p => p.ShareOfStep!.Value), 1e-9);
        Assert.Equal(parts.Sum(p => 1 / p.ClipsPerSecond.Median), 1 / stages["training step"].ClipsPerSecond.Median, 1e-9);
        Assert.Equal(stages["batch loading"].ClipsPerSecond.Median * parts[1..].Sum(p => 1 / p.ClipsPerSecond.Median), report.LoadingLead.Median, 1e-6 * report.LoadingLead.Median);

        Assert.Equal(["forward", "backward", "training step", "embedding"], report.Stages.Where(s => s.FlopsPerSecond is not null).Select(s => s.Name));
        foreach (var (name, flops) in new[] { ("forward", NetworkCost.Forward(Request.Preset, 167)), ("backward", NetworkCost.Backward(Request.Preset, 167)), ("embedding", NetworkCost.Embedding(Request.Preset)) })
        {
            Assert.Equal(1, stages[name].FlopsPerSecond!.Value.Median / (stages[name].ClipsPerSecond.Median * flops), 1e-9);
            Assert.InRange(stages[name].FlopsPerSecond!.Value.Median / report.MatrixFlopsPerSecond, 0.001, 1.2);
        }
    }

    [Fact]
    public void Several_runs_spread_and_progress_ends_at_its_total()
    {
        var told = new List<WorkProgress>();
        var report = StageBench.Run(Request with { Runs = 3 }, CPU, told.Add);
        Assert.All(report.Stages, s => Assert.True(s.ClipsPerSecond.Min <= s.ClipsPerSecond.Median && s.ClipsPerSecond.Median <= s.ClipsPerSecond.Max, s.Name));
        Assert.Contains(report.Stages, s => s.ClipsPerSecond.Min < s.ClipsPerSecond.Max);
        Assert.Equal(Enumerable.Range(0, 6 * 4 + 1), told.Select(p => (int)p.Done).Distinct());
        Assert.All(told, p => Assert.Equal(6 * 4, p.Total));
    }

    [Fact]
    public void A_data_set_is_read_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        SmallDataset.Write(folder.File("data"));
        var before = Directory.GetFileSystemEntries(folder.File("data"), "*", SearchOption.AllDirectories).Order().ToList();
        Assert.NotEmpty(StageBench.Run(Request with { Data = folder.File("data") }, CPU).Stages);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.File("data"), "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void What_cannot_be_measured_is_said_before_anything_is_measured()
    {
        foreach (var request in new[]
        {
            Request with { Runs = 0 }, Request with { Runs = 1001 }, Request with { Classes = 1 }, Request with { Sections = 0 }, Request with { SectionClips = 0 },
            Request with { SectionTestClips = 0 }, Request with { Preset = Request.Preset with { ClipSeconds = 0.1 } }, Request with { Data = "/nowhere" },
        }) Assert.Throws<InputException>(() => StageBench.Run(request, CPU));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => StageBench.Run(Request, CPU, stop: stopped.Token));
    }
}
