using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

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
            head = nn.Sequential(("pool", nn.AdaptiveAvgPool2d(1)), ("flat", nn.Flatten()), ("out", nn.Linear(3, 4)));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input1, Tensor input2) => head.call(blocks[0].call(input1)) + input2;
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
}
