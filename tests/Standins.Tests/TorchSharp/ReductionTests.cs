using TorchSharp;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class ReductionTests
{
    private readonly TorchTruth _truth = new("reductions");

    [Fact]
    public void Sums_and_moments_agree_with_PyTorch()
    {
        var x = _truth["x"];
        _truth.Check("sum", x.sum(1));
        _truth.Check("sum_all", x.sum());
        _truth.Check("mean", x.mean([0, 2], keepdim: true));
        _truth.Check("std", x.std([0, 2]));
        _truth.Check("std_biased", x.std(1, unbiased: false));
        _truth.Check("var", x.var([1, 2], unbiased: false, keepdim: true));
        _truth.Check("norm", x.norm(2));
        _truth.Check("norm1", norm(x, 1f));
        _truth.Check("prod", x.prod(0L));
        _truth.Check("cumsum", x.cumsum(2));
        _truth.Check("quantile", x.quantile(tensor(new[] { 0.25f, 0.5f }), 1));
    }

    [Fact]
    public void Extremes_and_order_agree_with_PyTorch()
    {
        var x = _truth["x"];
        _truth.Check("amax", x.amax(0, 1));
        _truth.Check("amin", x.amin([2], keepdim: true));
        var (values, indices) = x.max(1);
        _truth.Check("max", values);
        _truth.Check("argmax", indices);
        _truth.Check("argmax", x.argmax(1));
        _truth.Check("argmin", argmin(x, 2));
        _truth.Check("median", x.median());
        var (top, places) = x.topk(2, 2);
        _truth.Check("topk", top);
        _truth.Check("topk_indices", places);
        var (ordered, order) = x.sort(1, descending: true);
        _truth.Check("sort", ordered);
        _truth.Check("order", order);
        _truth.Check("order", x.argsort(1, descending: true));
    }

    [Fact]
    public void Exponential_sums_agree_with_PyTorch()
    {
        var x = _truth["x"];
        _truth.Check("logsumexp", logsumexp(x, 1));
        _truth.Check("softmax", x.softmax(2));
        _truth.Check("softmax", nn.functional.softmax(x, 2));
        _truth.Check("log_softmax", x.log_softmax(1));
        _truth.Check("log_softmax", nn.functional.log_softmax(x, 1));
    }

    [Fact]
    public void Scalars_come_out()
    {
        var x = tensor(new[] { 1f, 5f, 2f });
        Assert.Equal(5f, x.max().item<float>());
        Assert.Equal(1, x.argmax().ToInt64());
        Assert.Equal(1.0, x.min().ToDouble());
        Assert.Equal(8f, (float)x.sum());
        Assert.Equal(3L, x.count_nonzero().item<long>());
        Assert.Equal(2f, x.median().ToSingle());
    }
}
