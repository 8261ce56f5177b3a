using System.Collections;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Modules named "0", "1", …; they are registered when the list itself is.</summary>
public class ModuleList<T> : Module, IEnumerable<T> where T : Module
{
    private readonly List<T> _list;
    private bool _registered;

    public ModuleList(params T[] modules) : base(nameof(ModuleList)) => _list = [.. modules];

    public int Count => _list.Count;

    public T this[int index]
    {
        get => _list[index];
        set => _list[index] = value;
    }

    public void Add(T item) => _list.Add(item);
    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (_registered)
            return;
        for (var i = 0; i < _list.Count; i++)
            register_module($"{i}", _list[i]);
        _registered = true;
    }
}
