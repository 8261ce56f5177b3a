using TorchSharp;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class NetworkTests
{
    [Fact]
    public void Values_and_gradients_of_a_network_agree_with_PyTorch()
    {
        var truth = new TorchTruth("network");
        using var conv = nn.Conv2d(2, 3, (3, 5), stride: (2, 1), padding: (1, 2));
        using var norm = nn.BatchNorm2d(3);
        using var linear = nn.Linear(24, 5);
        truth.Fill(conv, "conv");
        truth.Fill(norm, "norm");
        truth.Fill(linear, "linear");
        var x = truth["x"].requires_grad_();

        var hidden = nn.functional.max_pool2d(norm.call(conv.call(x)).relu(), 2);
        var output = linear.call(hidden.flatten(1));
        var loss = nn.functional.cross_entropy(output, truth.Integers("labels"));
        loss.backward();

        truth.Check("out", output, 1e-5);
        truth.Check("loss", loss, 1e-5);
        truth.Check("running_mean", norm.running_mean, 1e-5);
        truth.Check("running_var", norm.running_var, 1e-5);
        Assert.Equal(1L, norm.num_batches_tracked!.item<long>());
        truth.Check("grad_x", x.grad, 1e-5);
        truth.Check("grad_conv_weight", conv.weight.grad, 1e-5);
        truth.Check("grad_conv_bias", conv.bias!.grad, 1e-5);
        truth.Check("grad_norm_weight", norm.weight.grad, 1e-5);
        truth.Check("grad_norm_bias", norm.bias!.grad, 1e-5);
        truth.Check("grad_linear_weight", linear.weight.grad, 1e-5);
        truth.Check("grad_linear_bias", linear.bias!.grad, 1e-5);

        norm.eval();
        truth.Check("eval", norm.call(conv.call(x)), 1e-5);
    }

    [Fact]
    public void One_dimensional_layers_agree_with_PyTorch()
    {
        var truth = new TorchTruth("network1d");
        var (x, w, b) = (truth["x"].requires_grad_(), truth["w"].requires_grad_(), truth["b"].requires_grad_());
        var y = nn.functional.conv1d(x, w, b, stride: 2, padding: 2);
        truth.Check("y", y, 1e-5);
        var pooled = nn.MaxPool1d(2).call(y);
        truth.Check("pooled", pooled, 1e-5);
        pooled.square().sum().backward();
        truth.Check("grad_x", x.grad, 1e-5);
        truth.Check("grad_w", w.grad, 1e-5);
        truth.Check("grad_b", b.grad, 1e-5);

        using var conv = nn.Conv1d(2, 4, 5, stride: 2, padding: 2);
        using (no_grad())
        {
            conv.weight.copy_(w);
            conv.bias!.copy_(b);
        }
        truth.Check("y", conv.call(x), 1e-5);
    }

    [Fact]
    public void Losses_and_functions_agree_with_PyTorch()
    {
        var truth = new TorchTruth("losses");
        var (x, labels, soft) = (truth["x"].requires_grad_(), truth.Integers("labels"), truth["soft"]);
        truth.Check("mean", nn.functional.cross_entropy(x, labels));
        truth.Check("sum", nn.functional.cross_entropy(x, labels, reduction: nn.Reduction.Sum));
        truth.Check("none", nn.functional.cross_entropy(x, labels, reduction: nn.Reduction.None));
        truth.Check("ignored", nn.functional.cross_entropy(x, labels, ignore_index: 5));
        truth.Check("smooth", nn.functional.cross_entropy(x, labels, label_smoothing: 0.1));
        truth.Check("normalize", nn.functional.normalize(x));
        truth.Check("reflect", nn.functional.pad(x.unsqueeze(0), (2, 1), PaddingModes.Reflect));
        truth.Check("padded", nn.functional.pad(x, [1, 2], value: 7.0));
        var loss = nn.functional.cross_entropy(x, soft);
        truth.Check("soft_mean", loss);
        loss.backward();
        truth.Check("soft_grad", x.grad);
    }

    [Fact]
    public void Pools_of_two_dimensions()
    {
        var x = arange(16, dtype: float32).reshape(1, 1, 4, 4);
        Assert.Equal([5, 7, 13, 15], nn.MaxPool2d(2).call(x).data<float>().ToArray());
        Assert.Equal([5, 6, 7, 9, 10, 11, 13, 14, 15], nn.functional.max_pool2d(x, (2, 2), (1, 1)).data<float>().ToArray());
        Assert.Equal([1, 1, 2, 4], nn.MaxPool2d((2, 1)).call(x).shape);
    }
}
