using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Conv1d and Conv2d share: weights, padding and their initial values.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    private protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype) : base(name)
    {
        (this.in_channels, this.out_channels, this.groups) = (in_channels, out_channels, groups);
        (this.kernel_size, this.stride, this.padding) = (kernel_size, stride, padding);
        (this.dilation, this.padding_mode) = (dilation, padding_mode);
        weight = empty([out_channels, in_channels / groups, .. kernel_size], dtype, device).AsParameter();
        if (bias)
            this.bias = empty(out_channels, dtype, device).AsParameter();
        nn.init.Layer(weight, this.bias);
    }

    public long in_channels { get; }
    public long out_channels { get; }
    public long[] kernel_size { get; set; }
    public long[] stride { get; set; }
    public long[] padding { get; private set; }
    public long[] dilation { get; set; }
    public long groups { get; set; }
    public PaddingModes padding_mode { get; set; }

    public Parameter? bias
    {
        get => _bias;
        set => Exchange(ref _bias, value);
    }

    public Parameter weight
    {
        get => _weight!;
        set
        {
            if (value.Handle != _weight?.handle)
                Exchange(ref _weight, value);
        }
    }

    public override Tensor forward(Tensor input)
    {
        var dimensions = kernel_size.Length;
        var shape = input.shape;
        if (!(shape.Length == dimensions + 2 && shape[1] == in_channels) && !(shape.Length == dimensions + 1 && shape[0] == in_channels))
            throw new ArgumentException($"Expected {dimensions + 1}D (unbatched) or {dimensions + 2}D (batched) input with {in_channels} channels to {GetName()}.");
        if (padding_mode == PaddingModes.Zeros)
            return Convolve(input, padding);
        var sides = padding.Reverse().SelectMany(size => new[] { size, size }).ToArray();
        using var padded = nn.functional.pad(input, sides, padding_mode);
        return Convolve(padded, new long[dimensions]);
    }

    private protected abstract Tensor Convolve(Tensor input, long[] padding);

    private protected override bool IsOn(Device device) => false;
}
