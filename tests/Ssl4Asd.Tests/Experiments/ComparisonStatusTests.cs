using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

public class ComparisonStatusTests
{
    [Fact]
    public void TellsHowFarEachRunIs()
    {
        using var folder = new TemporaryFolder();
        SmallDataset.Write(folder.File("data"));
        var request = new ComparisonRequest { Data = folder.File("data"), Folder = folder.File("out"), Preset = TinyPreset.Value, Seeds = 2, Variants = [Variant.Named("baseline"), Variant.Named("statex")] };
        Assert.Equal([RunState.Missing, RunState.Missing, RunState.Missing, RunState.Missing], States());
        Assert.False(Directory.Exists(folder.File("out")));

        Comparison.MakeSome(request, [1], CPU);
        using (var stop = new CancellationTokenSource())
        {
            // in the second of two epochs: one is finished
            Assert.Throws<OperationCanceledException>(() => Comparison.MakeSome(request, [2], CPU, p => { if (p.Note.Contains("epoch 2/", StringComparison.Ordinal)) stop.Cancel(); }, stop: stop.Token));
        }
        using (var stop = new CancellationTokenSource())
        {
            var nothingWon = Assert.Throws<InputException>(() => Comparison.MakeSome(request, [3], CPU, p => { if (p.Note.Contains("epoch 1/", StringComparison.Ordinal)) stop.Cancel(); }, stop: stop.Token));
            Assert.Contains("statex seed 1: stopped before one more epoch was finished", nothingWon.Message, StringComparison.Ordinal);
        }
        using (FileLock.Take($"{ComparisonFiles.Run(request.Folder, request.Variants[0], 0)}.lock", "a run"))
            Assert.Equal([RunState.Running, RunState.Done, RunState.Begun, RunState.Begun], States());
        Assert.Equal([RunState.Missing, RunState.Done, RunState.Begun, RunState.Begun], States());
        Assert.Contains("no run 4: it has 4", Assert.Throws<InputException>(() => Comparison.MakeSome(request, [4], CPU)).Message, StringComparison.Ordinal);
        Assert.Equal("baseline seed 1", ComparisonStatus.Of(request)[2].Run);

        IEnumerable<RunState> States() => ComparisonStatus.Of(request).Select(s => s.State);
    }
}
