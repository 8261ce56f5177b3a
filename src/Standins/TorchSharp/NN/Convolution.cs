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

    private protected long[] _reversedPadding = [];

    private protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype) : base(name)
    {
        (this.in_channels, this.out_channels, this.groups) = (in_channels, out_channels, groups);
        (this.kernel_size, this.stride, this.dilation, this.padding_mode) = (kernel_size, stride, dilation, padding_mode);
        if (padding_type is { } type)
            SetPadding(type);
        else
            SetPadding(padding ?? new long[kernel_size.Length]);
        weight = empty([out_channels, in_channels / groups, .. kernel_size], dtype, device).AsParameter();
        if (bias)
            this.bias = empty(out_channels, dtype, device).AsParameter();
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[]? padding { get; private set; }

    public Padding? padding_type { get; private set; }

    public long[] dilation { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias?.Dispose();
            _bias = value?.DetachFromDisposeScope() as Parameter;
            ConditionallyRegisterParameter(nameof(bias), _bias);
        }
    }

    public Parameter weight
    {
        get => _weight!;
        set
        {
            if (value.Handle == _weight?.handle)
                return;
            _weight?.Dispose();
            _weight = (Parameter)value.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), _weight);
        }
    }

    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        if (bias is null || fanIn == 0)
            return;
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    public void SetPadding(long[] padding)
    {
        (padding_type, this.padding) = (null, padding);
        _reversedPadding = padding.Reverse().SelectMany(size => new[] { size, size }).ToArray();
    }

    public void SetPadding(Padding padding)
    {
        (padding_type, this.padding) = (padding, null);
        _reversedPadding = new long[2 * kernel_size.Length];
        if (padding != Padding.Same)
            return;
        if (stride.Any(step => step != 1))
            throw new ArgumentException("padding='same' is not supported for strided convolutions");
        for (var i = 0; i < kernel_size.Length; i++)
        {
            var total = dilation[i] * (kernel_size[i] - 1);
            _reversedPadding[2 * i] = total / 2;
            _reversedPadding[2 * i + 1] = total - total / 2;
        }
    }

    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var shape = input.shape;
        return shape.Length == dimensions + 2 && shape[1] == in_channels || shape.Length == dimensions + 1 && shape[0] == in_channels;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _weight?.Dispose();
        _bias?.Dispose();
    }

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => Replace(dtype, device);

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => Replace(null, new Device(deviceType, deviceIndex));

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => Replace(dtype, null);

    private nn.Module Replace(ScalarType? dtype, Device? device)
    {
        if (_weight is not null && ReplaceParameter(dtype, device, _weight, out var w))
            weight = w!;
        if (_bias is not null && ReplaceParameter(dtype, device, _bias, out var b))
            bias = b;
        return this;
    }
}
