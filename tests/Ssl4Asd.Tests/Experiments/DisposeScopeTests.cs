using Ssl4Asd.Data;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

/// <summary>
/// TorchSharp does not hold a tensor while libtorch works with it: its finalizer may free one that is a step of an expression. A dispose scope
/// holds it. Without one such a step goes wrong too rarely for a test to wait for it, so they are counted here.
/// </summary>
public class DisposeScopeTests
{
    [Theory]
    [InlineData("proposed")]
    [InlineData("direct-act")]
    [InlineData("autoencoder-mahalanobis")]
    public void EveryTensorIsMadeInOne(string system)
    {
        using var folder = new TemporaryFolder();
        var data = folder.File("data");
        DemoData.Write(data, DemoDataOptions.Tiny with { TrainSource = 1, TrainTarget = 1, Test = 1 });
        using var recordings = new DatasetRecordings(Dataset.Load(data), TinyPreset.Value.SampleRate);
        var preset = TinyPreset.Value with { Training = TinyPreset.Value.Training with { Epochs = 1 } };
        var request = new TrainRequest { Data = data, Folder = folder.File("run"), System = SystemDefinition.Named(system), Preset = preset };
        IDetector? run = null;
        Assert.Multiple(
            () => Counted("train", () => TrainExperiment.Run(request, recordings, CPU)),
            () => Counted("open", () => run = IDetector.Open(request.Folder, CPU)),
            () => Counted("score", () => run!.Score(recordings)),
            () => Counted("detect", () => run!.Score(recordings.Test(null, null, default), recordings.Dataset.TestClips[0].Machine, recordings.Dataset.TestClips[0].Section)));
        run?.Dispose();
    }

    private static void Counted(string what, Action work)
    {
        var before = DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
        work();
        Assert.True(DisposeScopeManager.Statistics.CreatedOutsideScopeCount == before, $"{what}: {DisposeScopeManager.Statistics.CreatedOutsideScopeCount - before} tensors outside of a dispose scope");
    }
}
