using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the batch normalisations share: scale, shift and running statistics.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(running_mean))]
    private Tensor? _running_mean;

    [ComponentName(Name = nameof(running_var))]
    private Tensor? _running_var;

    [ComponentName(Name = nameof(num_batches_tracked))]
    private Tensor? _num_batches_tracked;

    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
    {
        (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
        (this.affine, this.track_running_stats) = (affine, track_running_stats);
        if (affine)
        {
            weight = empty(num_features, dtype, device).AsParameter();
            bias = empty(num_features, dtype, device).AsParameter();
        }
        if (track_running_stats)
        {
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = tensor(0L, dtype, device);
        }
        reset_parameters();
    }

    public long num_features { get; private set; }

    public double eps { get; set; }

    public double? momentum { get; set; }

    public bool affine { get; private set; }

    public bool track_running_stats { get; private set; }

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

    public Tensor? running_mean
    {
        get => _running_mean;
        set
        {
            _running_mean?.Dispose();
            _running_mean = value?.DetachFromDisposeScope();
            ConditionallyRegisterBuffer(nameof(running_mean), _running_mean);
        }
    }

    public Tensor? running_var
    {
        get => _running_var;
        set
        {
            _running_var?.Dispose();
            _running_var = value?.DetachFromDisposeScope();
            ConditionallyRegisterBuffer(nameof(running_var), _running_var);
        }
    }

    public Tensor? num_batches_tracked
    {
        get => _num_batches_tracked;
        set
        {
            _num_batches_tracked?.Dispose();
            _num_batches_tracked = value?.DetachFromDisposeScope();
            ConditionallyRegisterBuffer(nameof(num_batches_tracked), _num_batches_tracked);
        }
    }

    public void reset_running_stats()
    {
        if (!track_running_stats)
            return;
        nn.init.zeros_(running_mean!);
        nn.init.ones_(running_var!);
        nn.init.zeros_(num_batches_tracked!);
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine)
            return;
        nn.init.ones_(weight);
        nn.init.zeros_(bias!);
    }

    protected abstract void ValidateInputDimensions(Tensor input);

    protected override void Dispose(bool disposing)
    {
        _weight?.Dispose();
        _bias?.Dispose();
        _running_mean?.Dispose();
        _running_var?.Dispose();
        _num_batches_tracked?.Dispose();
        base.Dispose(disposing);
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
        if (_running_mean is not null && ReplaceBuffer(dtype, device, _running_mean, out var t0))
            running_mean = t0;
        if (_running_var is not null && ReplaceBuffer(dtype, device, _running_var, out var t1))
            running_var = t1;
        if (_num_batches_tracked is not null && ReplaceBuffer(dtype, device, _num_batches_tracked, out var t2))
            num_batches_tracked = t2;
        return this;
    }
}
