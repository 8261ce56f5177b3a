using Ssl4Asd.Ssl;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Ssl;

public class PartnersTests
{
    [Fact]
    public void ProbabilityIsKept()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        var share = Partners.Draw(20_000, 0.5, generator).to_type(ScalarType.Float32).mean().item<float>();
        Assert.InRange(share, 0.48, 0.52);
    }
}
