using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training;

public class ExchangeDrawsTests
{
    public static TheoryData<string> Systems => [.. SystemDefinition.All.Where(s => s.Autoencoder is null).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Draws_are_those_of_the_generator_one_after_the_other(string name)
    {
        var system = SystemDefinition.Named(name);
        using var scope = NewDisposeScope();
        using var generator = new Generator(8);
        var draws = ExchangeDraws.Draw(system, 33, generator, CPU);

        using var same = new Generator(8);
        Assert.Equal(Mixup.DrawLambda(33, same).data<float>().ToArray(), draws.Lambda.data<float>().ToArray());
        bool[] Chosen(double probability) => Partners.Draw(33, probability, same).data<bool>().ToArray();
        Assert.Equal(Chosen(system.MixupProbability), draws.Mixed.data<bool>().ToArray());
        Assert.Equal(Chosen(system.StatExProbability ?? 0), draws.StatEx.data<bool>().ToArray());
        Assert.Equal(Chosen(system.FeatExProbability ?? 0), draws.FeatEx.data<bool>().ToArray());
        Assert.Equal(system.FullStatEx || system.OriginalStatEx, draws.StatExFrequency is not null);
        if (draws.StatExFrequency is not null)
            Assert.Equal(Chosen(0.5), draws.StatExFrequency.data<bool>().ToArray());
        if (system.OriginalStatEx)
            Assert.Equal(OriginalStatEx.DrawParts(33, same).data<float>().ToArray(), draws.StatExParts!.data<float>().ToArray());
        Assert.True(same.get_state().Equals(generator.get_state()));
    }
}
