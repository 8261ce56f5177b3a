using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Conv2d : Convolution
{
    internal Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding, (long, long) dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), in_channels, out_channels, nn.Pair(kernel_size), nn.Pair(stride), nn.Pair(padding), nn.Pair(dilation), groups, bias, padding_mode, device, dtype)
    {
    }

    private protected override Tensor Convolve(Tensor input, long[] padding) => nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
}
