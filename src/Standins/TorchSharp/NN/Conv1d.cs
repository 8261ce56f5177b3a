using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Conv1d : Convolution
{
    internal Conv1d(long in_channels, long out_channels, long kernel_size, long stride, long padding, long dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], [padding], [dilation], groups, bias, padding_mode, device, dtype)
    {
    }

    private protected override Tensor Convolve(Tensor input, long[] padding) => nn.functional.conv1d(input, weight, bias, stride[0], padding[0], dilation[0], groups);
}
