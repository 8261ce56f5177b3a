using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Linear : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        weight = empty(outputSize, inputSize, dtype, device).AsParameter();
        if (hasBias)
            bias = empty(outputSize, dtype, device).AsParameter();
        nn.init.Layer(weight, bias);
    }

    public long in_features { get; set; }
    public long out_features { get; set; }

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

    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);

    private protected override bool IsOn(Device device) => false;
}
