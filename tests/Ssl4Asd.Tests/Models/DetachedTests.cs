using Ssl4Asd.Presets;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models;

public class DetachedTests
{
    [Fact]
    public void AModelOutlivesTheScopeItWasMadeInAndFreesAllOfItselfAtItsEnd()
    {
        using var generator = new Generator(1);
        AsdModel model;
        using (NewDisposeScope())
            model = new AsdModel(SystemDefinition.Proposed, TinyPreset.Value, 4, generator);
        var tensors = model.state_dict().Values.ToList();
        Assert.All(tensors, t => Assert.False(t.IsInvalid));
        model.Dispose();
        Assert.All(tensors, t => Assert.True(t.IsInvalid));
    }
}
