using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class RandomTests
{
    private static Tensor Draw(Generator? generator = null) => cat([
        rand(3, generator: generator),
        randn(20, generator: generator),
        randint(0, 100, [4], generator: generator).@float(),
        randperm(5, generator: generator).@float(),
        zeros(3).uniform_(0, 1, generator),
        zeros(3).normal_(0, 1, generator),
        zeros(9).bernoulli_(0.5, generator)]);

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        random.manual_seed(7);
        var first = Draw();
        manual_seed(7);
        Assert.True(first.Equals(Draw()));
        Assert.False(first.Equals(Draw()));
    }

    [Fact]
    public void Generators_are_independent_of_each_other_and_of_the_default()
    {
        using var a = new Generator(7);
        using var b = new Generator(7);
        var first = Draw(a);
        Draw();
        Assert.True(first.Equals(Draw(b)));
        Assert.False(first.Equals(Draw(b)));
        a.manual_seed(7);
        Assert.True(first.Equals(Draw(a)));
        Assert.Equal(7, a.initial_seed());
    }

    [Fact]
    public void The_state_of_a_generator_can_be_restored()
    {
        using var generator = new Generator(3);
        Draw(generator);
        using var state = generator.get_state();
        var first = Draw(generator);
        generator.set_state(state);
        Assert.True(first.Equals(Draw(generator)));

        using var before = get_rng_state();
        var second = Draw();
        set_rng_state(before);
        Assert.True(second.Equals(Draw()));
    }

    [Fact]
    public void Distributions_have_their_moments()
    {
        random.manual_seed(1);
        Assert.InRange(rand(10000).mean().item<float>(), 0.48f, 0.52f);
        Assert.InRange(randn(10000).std().item<float>(), 0.97f, 1.03f);
        Assert.InRange(randint(2, 5, [10000]).@float().mean().item<float>(), 2.9f, 3.1f);
        Assert.InRange(zeros(10000).uniform_(-1, 3).mean().item<float>(), 0.95f, 1.05f);
        Assert.Equal([5], rand_like(zeros(5)).shape);
    }

    [Fact]
    public void Initial_values_have_their_bounds()
    {
        random.manual_seed(2);
        using var weight = empty(30, 20);
        Assert.InRange(nn.init.xavier_uniform_(weight).abs().max().item<float>(), 0.3f, MathF.Sqrt(6f / 50));
        Assert.InRange(nn.init.normal_(weight, 1, 0.1).std().item<float>(), 0.09f, 0.11f);
        Assert.Equal(0f, nn.init.zeros_(weight).abs().max().item<float>());
        Assert.Equal(1f, nn.init.ones_(weight).min().item<float>());
        Assert.Equal(3f, nn.init.constant_(weight, 3).max().item<float>());
        using var linear = nn.Linear(4, 2);
        Assert.True(nn.init.uniform_(linear.weight, -1, 1).requires_grad);
    }

    [Fact]
    public void Layers_start_from_the_seed()
    {
        random.manual_seed(5);
        using var a = nn.Conv2d(2, 3, 3);
        random.manual_seed(5);
        using var b = nn.Conv2d(2, 3, 3);
        Assert.True(a.weight.Equals(b.weight) && a.bias!.Equals(b.bias!));
    }
}
