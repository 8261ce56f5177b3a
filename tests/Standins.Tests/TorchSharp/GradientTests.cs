using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class GradientTests
{
    [Fact]
    public void Gradients_accumulate_until_they_are_reset()
    {
        var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        Assert.Null(x.grad);
        x.square().sum().backward();
        x.square().sum().backward();
        Assert.Equal([4, 8], x.grad!.data<float>().ToArray());
        x.grad!.zero_();
        Assert.Equal([0, 0], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
        x.grad = tensor(new[] { 5f, 6f });
        Assert.Equal([5, 6], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Backward_takes_the_gradient_of_the_output()
    {
        var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        x.square().backward([tensor(new[] { 1f, 10f })]);
        Assert.Equal([2, 40], x.grad!.data<float>().ToArray());
        var gradients = autograd.grad([x.pow(3).sum()], [x]);
        Assert.Equal([3, 12], gradients[0].data<float>().ToArray());
    }

    [Fact]
    public void Without_gradients_nothing_is_recorded()
    {
        var x = ones(2, requires_grad: true);
        Assert.True(is_grad_enabled());
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
        }
        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).is_leaf);
        using (inference_mode())
            Assert.False((x * 2).requires_grad);
        using (set_grad_enabled(false))
            Assert.False(is_grad_enabled());
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Detached_tensors_share_values_but_not_the_graph()
    {
        var x = ones(2, requires_grad: true);
        var y = (x * 2).detach();
        Assert.False(y.requires_grad);
        (x * y).sum().backward();
        Assert.Equal([2, 2], x.grad!.data<float>().ToArray());
        var z = x.detach();
        z.fill_(7);
        Assert.Equal([7, 7], x.data<float>().ToArray());
        Assert.False(x.clone().is_leaf);
        Assert.False(ones(2).requires_grad_(false).requires_grad);
    }

    [Fact]
    public void A_gradient_through_indices_and_matrices()
    {
        var x = tensor(new[,] { { 1f, 2f }, { 3f, 4f } }, requires_grad: true);
        (x[tensor(new long[] { 1, 1 })].sum() + x[0, 1] * 5 + x.mm(x).trace()).backward();
        // d trace(x x)/dx = 2 x^T
        Assert.Equal([2, 6 + 5, 4 + 2, 8 + 2], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_leaf_cannot_be_changed_in_place_while_recording()
    {
        var x = ones(2, requires_grad: true);
        Assert.Throws<ExternalException>(() => x.add_(1));
        using (no_grad())
            x.add_(1);
        Assert.Equal([2, 2], x.data<float>().ToArray());
    }
}
