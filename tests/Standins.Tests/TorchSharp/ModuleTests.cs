using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class ModuleTests
{
    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv;
        private readonly BatchNorm2d norm;
        private readonly Parameter scale;
        private readonly Tensor offset;

        public Block() : base("Block")
        {
            conv = nn.Conv2d(2, 3, 3, padding: 1, bias: false);
            norm = nn.BatchNorm2d(3);
            scale = nn.Parameter(ones(1));
            offset = zeros(1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => norm.call(conv.call(input)).relu() * scale + offset;
    }

    private sealed class Net : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks;
        private readonly Sequential head;

        public Net() : base("Net")
        {
            blocks = nn.ModuleList<nn.Module<Tensor, Tensor>>(new Block());
            head = nn.Sequential(("act", nn.Sigmoid()), ("out", nn.Linear(3, 4)));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input1, Tensor input2) => head.call(blocks[0].call(input1).mean([2, 3])) + input2;
    }

    [Fact]
    public void Names_of_the_state_follow_the_fields()
    {
        using var net = new Net();
        Assert.Equal(
            ["blocks.0.scale", "blocks.0.conv.weight", "blocks.0.norm.weight", "blocks.0.norm.bias", "head.out.weight", "head.out.bias"],
            net.named_parameters().Select(p => p.name));
        Assert.Equal(
            ["blocks.0.norm.num_batches_tracked", "blocks.0.norm.running_mean", "blocks.0.norm.running_var", "blocks.0.offset"],
            net.named_buffers().Select(b => b.name).Order());
        Assert.Equal(10, net.state_dict().Count);
    }

    [Fact]
    public void A_step_of_training_reaches_every_parameter()
    {
        random.manual_seed(1);
        using var net = new Net();
        using var adam = optim.Adam(net.parameters(), 1e-2);
        var before = net.parameters().Select(p => p.detach().clone()).ToArray();
        using (var scope = NewDisposeScope())
        {
            var loss = nn.functional.cross_entropy(net.call(randn(5, 2, 6, 7), zeros(4)), tensor(new long[] { 0, 1, 2, 3, 0 }));
            loss.backward();
            adam.step();
        }
        Assert.All(net.parameters().Zip(before), pair => Assert.False(pair.First.allclose(pair.Second)));
    }

    [Fact]
    public void State_goes_from_one_module_to_another()
    {
        using var a = new Net();
        using var b = new Net();
        b.load_state_dict(a.state_dict());
        Assert.All(a.state_dict(), pair => Assert.True(pair.Value.Equals(b.state_dict()[pair.Key])));
        Assert.True(b.get_parameter("head.out.weight")!.requires_grad);

        var part = a.state_dict();
        part.Remove("head.out.bias");
        part["other"] = zeros(1);
        Assert.Throws<InvalidOperationException>(() => b.load_state_dict(part));
        var (missing, unexpected) = b.load_state_dict(part, strict: false);
        Assert.Equal(["head.out.bias"], missing);
        Assert.Equal(["other"], unexpected);
        Assert.Throws<InvalidOperationException>(() => b.load_state_dict(part, skip: ["other"]));
        b.load_state_dict(part, skip: ["other", "head.out.bias"]);
    }

    [Fact]
    public void Training_and_evaluation_reach_all_modules()
    {
        using var net = new Net();
        Assert.True(net.training);
        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
        Assert.Equal(["blocks", "head"], net.named_children().Select(child => child.name));
        Assert.Contains("blocks.0.conv", net.named_modules().Select(module => module.name));
        var visited = 0;
        net.apply(_ => visited++);
        Assert.True(visited >= 8);
    }

    [Fact]
    public void Moving_changes_the_type_of_floating_tensors()
    {
        using var net = new Net();
        Assert.Same(net, net.to(float64));
        Assert.All(net.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.Equal(ScalarType.Int64, net.get_buffer("blocks.0.norm.num_batches_tracked")!.dtype);
        Assert.Equal(ScalarType.Float64, net.call(rand(2, 2, 5, 5, dtype: float64), zeros(4, dtype: float64)).dtype);
        Assert.Same(net, net.to(CPU));
    }

    [Fact]
    public void Gradients_can_be_reset_and_switched_off()
    {
        using var linear = nn.Linear(2, 2);
        linear.call(ones(1, 2)).sum().backward();
        linear.zero_grad(set_to_none: false);
        Assert.Equal(0f, linear.weight.grad!.abs().sum().item<float>());
        linear.zero_grad();
        Assert.Null(linear.weight.grad);
        foreach (var parameter in linear.parameters())
            parameter.requires_grad = false;
        Assert.False(linear.call(ones(1, 2)).requires_grad);
    }

    [Fact]
    public void Buffers_and_parameters_can_be_registered_by_name()
    {
        using var registry = new Registry();
        Assert.Equal(["a"], registry.named_parameters().Select(p => p.name));
        Assert.Equal(["b"], registry.named_buffers().Select(b => b.name));
        Assert.True(registry.has_buffer("b"));
        Assert.Null(registry.get_parameter("b"));
    }

    [Fact]
    public void A_weight_can_be_replaced()
    {
        using var linear = nn.Linear(2, 1, hasBias: false);
        linear.weight = nn.Parameter(ones(1, 2));
        Assert.Equal([2f], linear.call(ones(1, 2)).data<float>().ToArray());
        Assert.Null(linear.bias);
        Assert.Equal([1f, 1f], linear.state_dict()["weight"].data<float>().ToArray());
    }

    private sealed class Registry : nn.Module<Tensor, Tensor>
    {
        public Registry() : base("Registry")
        {
            register_parameter("a", nn.Parameter(zeros(1)));
            register_buffer("b", zeros(1));
        }

        public override Tensor forward(Tensor input) => input.alias();
    }
}
