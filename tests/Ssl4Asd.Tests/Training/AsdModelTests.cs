using Ssl4Asd.Presets;
using Ssl4Asd.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training;

public class AsdModelTests
{
    [Fact]
    public void AModelOutlivesTheScopeItWasMadeInAndFreesAllItOwns()
    {
        using var generator = new Generator(1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        AsdModel model;
        using (NewDisposeScope())
            model = new AsdModel(SystemDefinition.Proposed, TinyPreset.Value, 3, generator);
        Assert.All(model.state_dict(), t => Assert.False(t.Value.IsInvalid, t.Key));
        Assert.Equal(model.state_dict().Count, DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
        model.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void HeadsFollowTheSystem()
    {
        using var generator = new Generator(1);
        using var baseline = new AsdModel(SystemDefinition.Baseline, TinyPreset.Value, 3, generator);
        Assert.Equal((3, null), (baseline.Supervised?.Classes, baseline.SelfSupervised?.Classes));
        using var proposed = new AsdModel(SystemDefinition.Proposed, TinyPreset.Value, 3, generator);
        Assert.Equal((3, 27), (proposed.Supervised?.Classes, proposed.SelfSupervised?.Classes));
        using var featex = new AsdModel(SystemDefinition.Proposed with { StatExProbability = null, SupervisedLoss = false }, TinyPreset.Value, 3, generator);
        Assert.Equal((null, 9), (featex.Supervised?.Classes, featex.SelfSupervised?.Classes));
    }

    [Fact]
    public void ASystemWithoutALossIsRefused()
        => Assert.Throws<InputException>((SystemDefinition.Baseline with { SupervisedLoss = false }).Validate);
}
