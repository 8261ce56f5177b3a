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
            weight = ones(num_features, dtype, device).AsParameter();
            bias = zeros(num_features, dtype, device).AsParameter();
        }
        if (track_running_stats)
        {
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = tensor(0L, dtype, device);
        }
    }

    public long num_features { get; private set; }
    public double eps { get; set; }
    public double? momentum { get; set; }
    public bool affine { get; private set; }
    public bool track_running_stats { get; private set; }

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

    public Tensor? running_mean
    {
        get => _running_mean;
        set => Exchange(ref _running_mean, value);
    }

    public Tensor? running_var
    {
        get => _running_var;
        set => Exchange(ref _running_var, value);
    }

    public Tensor? num_batches_tracked
    {
        get => _num_batches_tracked;
        set => Exchange(ref _num_batches_tracked, value);
    }

    protected abstract void ValidateInputDimensions(Tensor input);

    private protected override bool IsOn(Device device) => false;
}
