using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// One module after another. It disposes what passes between them, so a module that returns its
/// input must return an alias of it.
/// </summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.IModule<Tensor, Tensor>> _modules = [];

    internal Sequential() : base(nameof(Sequential))
    {
    }

    public int Count => _modules.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _modules[index];

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        _modules.Add(module);
        return this;
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(_modules.Count.ToString(), module);

    public override Tensor forward(Tensor tensor)
    {
        if (_modules.Count == 0)
            return tensor.alias();
        var result = _modules[0].call(tensor);
        foreach (var module in _modules[1..])
        {
            using var before = result;
            result = module.call(before);
        }
        return result;
    }

    private protected override bool IsOn(Device device) => false;
}
