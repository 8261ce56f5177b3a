using TorchSharp;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class PointwiseTests
{
    private readonly TorchTruth _truth = new("pointwise");

    [Fact]
    public void Functions_agree_with_PyTorch()
    {
        var (x, u, p) = (_truth["x"], _truth["u"], _truth["p"]);
        _truth.Check("exp", x.exp());
        _truth.Check("expm1", x.expm1());
        _truth.Check("cos", cos(x));
        _truth.Check("sin", x.sin());
        _truth.Check("tanh", x.tanh());
        _truth.Check("sigmoid", sigmoid(x));
        _truth.Check("relu", nn.functional.relu(x));
        _truth.Check("abs", abs(x));
        _truth.Check("clamp", x.clamp(-0.5, 0.8));
        _truth.Check("pow3", x.pow(3));
        _truth.Check("acos", acos(u));
        _truth.Check("asin", u.asin());
        _truth.Check("log", log(p));
        _truth.Check("log1p", p.log1p());
        _truth.Check("sqrt", sqrt(p));
        _truth.Check("rsqrt", p.rsqrt());
        _truth.Check("addcmul", x.addcmul(u, p, 0.5));
        _truth.Check("addcdiv", x.addcdiv(u, p, 0.5));
        _truth.Check("softplus", x.softplus());
        _truth.Check("atan2", atan2(x, p));
    }

    [Fact]
    public void Operators_are_elementwise_and_broadcast()
    {
        var a = tensor(new[] { 1f, 2f, 4f });
        var b = tensor(new[,] { { 2f }, { 3f } });
        Assert.Equal([3, 4, 6, 4, 5, 7], (a + b).data<float>().ToArray());
        Assert.Equal([-1, 0, 2], (a - 2).data<float>().ToArray());
        Assert.Equal([1, 0, -2], (2 - a).data<float>().ToArray());
        Assert.Equal([0.5f, 1, 2], (a / 2.0).data<float>().ToArray());
        Assert.Equal([4, 2, 1], (4.0f / a).data<float>().ToArray());
        Assert.Equal([-1, -2, -4], (-a).data<float>().ToArray());
        Assert.Equal([2, 8, 32], (a * a * 2).data<float>().ToArray());
        Assert.Equal([1, 0, 0], (a % 2).data<float>().ToArray());
        Assert.Equal([0.2f, 0.5f, 1], (a / 4).round(1).data<float>().ToArray());
    }

    [Fact]
    public void In_place_operators_change_and_return_their_tensor()
    {
        var a = tensor(new[] { 1f, 2f });
        Assert.Same(a, a.add_(1));
        Assert.Same(a, a.mul_(2).sub_(tensor(new[] { 1f, 1f })).div_(2));
        Assert.Equal([1.5f, 2.5f], a.data<float>().ToArray());
        a.add_(tensor(new[] { 1f, 2f }), alpha: 0.5);
        Assert.Equal([2f, 3.5f], a.data<float>().ToArray());
        Assert.Equal([0f, 0f], a.zero_().data<float>().ToArray());
        Assert.Equal([7f, 7f], a.fill_(7).data<float>().ToArray());
        Assert.Equal([3f, 4f], a.copy_(tensor(new[] { 3, 4 })).data<float>().ToArray());
        Assert.Equal([3f, 3.5f], a.clamp_(max: 3.5).data<float>().ToArray());
        var whole = tensor(new long[] { 7, -1, 3 });
        Assert.Same(whole, whole.remainder_(tensor(new long[] { 3, 5, 1 })));
        Assert.Equal([1, 4, 0], whole.data<long>().ToArray());
    }

    [Fact]
    public void The_kind_of_a_scalar_decides_the_type()
    {
        var integers = tensor(new long[] { 1, 2 });
        Assert.Equal(ScalarType.Int64, (integers + 1).dtype);
        Assert.Equal(ScalarType.Float32, (integers + 1.5).dtype);
        Assert.Equal(ScalarType.Float32, (integers / 2).dtype);
        Assert.Equal(ScalarType.Float32, (tensor(new[] { 1f }) * 2.0).dtype);
        Assert.Equal(ScalarType.Float64, (tensor(new[] { 1.0 }) * tensor(new[] { 1f })).dtype);
    }

    [Fact]
    public void Comparisons_and_logic_give_bools()
    {
        var a = tensor(new[] { 1f, 2f, float.NaN, float.PositiveInfinity });
        Assert.Equal([false, true, false, true], (a >= 2).data<bool>().ToArray());
        Assert.Equal([true, false, false, false], (a < 2).data<bool>().ToArray());
        Assert.Equal([true, false, false, false], a.eq(1).data<bool>().ToArray());
        Assert.Equal([false, true, true, true], a.ne(1).data<bool>().ToArray());
        Assert.Equal([false, false, true, false], a.isnan().data<bool>().ToArray());
        Assert.Equal([true, true, false, false], isfinite(a).data<bool>().ToArray());
        Assert.Equal([false, false, false, true], a.isinf().data<bool>().ToArray());
        Assert.Equal([false, true, false, false], ((a > 1) & a.isfinite()).data<bool>().ToArray());
        Assert.Equal([false, false, true, true], (~isfinite(a)).data<bool>().ToArray());
        Assert.True(a.isnan().any().ToBoolean());
        Assert.False(a.isfinite().all().ToBoolean());
        Assert.Equal([2f, 2f], maximum(a[..2], tensor(2f)).data<float>().ToArray());
        Assert.Equal([1f, 1f], minimum(a[..2], tensor(1f)).data<float>().ToArray());
    }

    [Fact]
    public void Closeness_is_relative_and_absolute()
    {
        var a = tensor(new[] { 1.0, 100.0 });
        Assert.True(allclose(a, a + 1e-9));
        Assert.True(a.allclose(a * 1.001, rtol: 1e-2));
        Assert.False(a.allclose(a * 1.001));
        Assert.True(a.Equals(a.clone()));
        Assert.False(a.Equals(a + 1));
    }
}
