using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class ShapeTests
{
    private readonly TorchTruth _truth = new("shapes");

    [Fact]
    public void Rearrangements_agree_with_PyTorch()
    {
        var x = _truth["x"];
        _truth.Check("permute", x.permute(2, 0, 1));
        _truth.Check("roll", x.roll(2, 1));
        _truth.Check("flip", x.flip(0, 2));
        _truth.Check("repeat", x.repeat(1, 2, 1));
        _truth.Check("interleave", x.repeat_interleave(2, dim: 1));
        _truth.Check("tile", x.tile([2, 1, 1]));
        _truth.Check("narrow", x.narrow(2, 1, 2));
        _truth.Check("unfold", x.unfold(2, 2, 1));
        _truth.Check("tril", x[0].slice(1, 0, 3, 1).tril());
    }

    [Fact]
    public void Views_share_memory()
    {
        var x = arange(6, dtype: float32);
        var view = x.view(2, 3);
        view.select(0, 1).fill_(9);
        Assert.Equal([0, 1, 2, 9, 9, 9], x.data<float>().ToArray());
        Assert.Equal([3, 2], view.t().shape);
        Assert.Equal([3, 2], view.transpose(0, 1).shape);
        Assert.Equal([3, 2], view.mT.shape);
        Assert.Equal([1, 3], view.stride() is [3, 1] ? view.t().stride() : []);
        Assert.False(view.t().is_contiguous());
        Assert.True(view.t().contiguous().is_contiguous());
    }

    [Fact]
    public void Sizes_come_and_go()
    {
        var x = zeros(2, 1, 3);
        Assert.Equal([2, 3], x.squeeze(1).shape);
        Assert.Equal([2, 3], x.squeeze().shape);
        Assert.Equal([2, 1, 1, 3], x.unsqueeze(1).shape);
        Assert.Equal([6], x.flatten().shape);
        Assert.Equal([2, 3], x.flatten(1).shape);
        Assert.Equal([2, 1, 3, 1], x.unflatten(2, 3, 1).shape);
        Assert.Equal([2, 4, 3], x.expand(2, 4, 3).shape);
        Assert.Equal([2, 4, 3], x.expand_as(zeros(2, 4, 3)).shape);
        Assert.Equal([3, 2], x.reshape(3, -1).shape);
        Assert.Equal(3, x.size(2));
        Assert.Equal(3, x.size(-1));
        Assert.Equal((3, 6), (x.ndim, x.numel()));
        Assert.Equal((3, 6), (x.Dimensions, x.NumberOfElements));
        Assert.Equal(3, x.dim());
    }

    [Fact]
    public void Joining_and_splitting_are_inverse()
    {
        var x = _truth["x"];
        Assert.True(cat(x.chunk(2, 2), 2).Equals(x));
        Assert.True(cat(x.split(1, 1), 1).Equals(x));
        Assert.True(cat(x.split([1, 3], 2), 2).Equals(x));
        Assert.True(stack(x.unbind(1), 1).Equals(x));
        Assert.True(stack([x[0], x[1]]).Equals(x));
        Assert.True(cat(new List<Tensor> { x[..1], x[1..] }).Equals(x));
    }

    [Fact]
    public void Indexing_agrees_with_PyTorch()
    {
        var x = _truth["x"];
        _truth.Check("slice", x[.., 1.., TensorIndex.Slice(step: 2)]);
        _truth.Check("slice", x[TensorIndex.Colon, TensorIndex.Slice(1), TensorIndex.Slice(null, null, 2)]);
        _truth.Check("newaxis", x[TensorIndex.Ellipsis, TensorIndex.Null, 0]);
        _truth.Check("mask", x[x > 0.2]);
        _truth.Check("mask", x.masked_select(x > 0.2));
        _truth.Check("index", x[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 2, 0 }))]);
        _truth.Check("index", x.index_select(1, tensor(new long[] { 2, 0 })));
        _truth.Check("two", x[tensor(new long[] { 0, 1 }), tensor(new long[] { 2, 1 })]);
        _truth.Check("masked", x.masked_fill(x > 0, -1.0));
        _truth.Check("where", where(x > 0, x, x * x));
        _truth.Check("gather", x.gather(2, tensor(new long[] { 0, 3, 1, 1, 2, 0, 0, 3, 1, 1, 2, 0 }, [2, 3, 2])));
    }

    [Fact]
    public void Assigning_through_an_index_changes_the_tensor()
    {
        var x = zeros(2, 3);
        x[0, 1] = tensor(5f);
        x[1] = tensor(new[] { 1f, 2f, 3f });
        x[.., 2] = tensor(new[] { 8f, 9f });
        x[x > 8.5] = tensor(-1f);
        Assert.Equal([0, 5, 8, 1, 2, -1], x.data<float>().ToArray());
        x.index_put_(4, TensorIndex.Single(0), TensorIndex.Single(0));
        x.index_put_(tensor(new[] { 1f, 1f }), [tensor(new long[] { 0, 0 }), tensor(new long[] { 0, 0 })], accumulate: true);
        Assert.Equal(6f, x[0, 0].item<float>());
    }

    [Fact]
    public void Scattering_adds_by_index()
    {
        var target = zeros(3);
        target.scatter_add_(0, tensor(new long[] { 0, 2, 2 }), tensor(new[] { 1f, 2f, 3f }));
        Assert.Equal([1, 0, 5], target.data<float>().ToArray());
        Assert.Equal([1, 0, 7], target.index_add(0, tensor(new long[] { 2 }), tensor(new[] { 1f }), 2).data<float>().ToArray());
        Assert.Equal([0, 0, 1, 0, 1, 0], nn.functional.one_hot(tensor(new long[] { 2, 1 }), 3).data<long>().ToArray());
    }

    [Fact]
    public void Products_of_matrices()
    {
        var a = tensor(new[,] { { 1f, 2f }, { 3f, 4f } });
        var v = tensor(new[] { 1f, -1f });
        Assert.Equal([7, 10, 15, 22], a.mm(a).data<float>().ToArray());
        Assert.Equal([7, 10, 15, 22], matmul(a, a).data<float>().ToArray());
        Assert.Equal([-1, -1], a.mv(v).data<float>().ToArray());
        Assert.Equal([7, 10, 15, 22], a.unsqueeze(0).bmm(a.unsqueeze(0)).data<float>().ToArray());
        Assert.Equal([-1, -1], nn.functional.linear(v, a).data<float>().ToArray());
    }
}
