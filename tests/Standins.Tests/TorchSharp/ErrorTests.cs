using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class ErrorTests
{
    public static TheoryData<Func<object?>> Mistakes => new(
        () => ones(2, 3).view(4),
        () => ones(2, 3).reshape(5),
        () => ones(2, 3) + ones(4),
        () => ones(2, 3).mm(ones(2, 3)),
        () => nn.functional.conv2d(ones(1, 2, 5, 5), ones(3, 4, 3, 3)),
        () => nn.functional.linear(ones(1, 2), ones(3, 4)),
        () => cat([ones(2, 3), ones(3, 2)]),
        () => ones(2)[5],
        () => ones(2).sum(3),
        () => Backward(ones(2)),
        () => Backward(ones(2, requires_grad: true)),
        () => nn.functional.cross_entropy(ones(2, 3), tensor(new long[] { 0, 7 })),
        () => ones(2, 3).index_select(0, tensor(new long[] { 9 })));

    private static object? Backward(Tensor tensor)
    {
        tensor.backward();
        return null;
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Errors_of_libtorch_are_exceptions_with_a_text(Func<object?> mistake)
    {
        var error = Assert.Throws<ExternalException>(mistake);
        var text = error.Message.Split('\n')[0]; // libtorch 2 appends the frames of its stack
        Assert.NotEmpty(text);
        Assert.DoesNotContain("0x", text);
    }

    [Fact]
    public void After_an_error_all_goes_on()
    {
        for (var i = 0; i < 100; i++)
            Assert.Throws<ExternalException>(() => ones(2).view(3));
        Assert.Equal(2f, ones(2).sum().item<float>());
    }

    [Fact]
    public void Layers_check_their_input()
    {
        Assert.Throws<ArgumentException>(() => nn.Conv2d(2, 3, 3).call(ones(1, 5, 4, 4)));
        Assert.Throws<ArgumentException>(() => nn.BatchNorm2d(2).call(ones(1, 2)));
    }
}
