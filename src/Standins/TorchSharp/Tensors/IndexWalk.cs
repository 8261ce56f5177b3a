using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Reads an index expression from left to right: numbers, slices and new axes narrow a view, tensors
/// (masks and positions) are collected for one index operation at the end.
/// </summary>
internal readonly struct IndexWalk
{
    private readonly Tensor _source;
    private readonly Tensor _view;
    private readonly List<Tensor> _views = [];
    private readonly List<Tensor?> _positions = [];
    private readonly bool _advanced;

    internal IndexWalk(Tensor source, TensorIndex[] indices)
    {
        _source = _view = source;
        var dim = 0L;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            switch (index.kind)
            {
                case TensorIndex.Kind.Single:
                    _view = Next(Aten.select_int.One(_view, dim, index.start ?? 0));
                    break;
                case TensorIndex.Kind.Slice:
                    _view = Next(Aten.slice_Tensor.One(_view, dim, index.start, index.stop, index.step ?? 1));
                    dim++;
                    break;
                case TensorIndex.Kind.NewAxis:
                    _view = Next(_view.unsqueeze(dim));
                    dim++;
                    break;
                case TensorIndex.Kind.Ellipsis:
                    dim += _view.dim() - dim - indices[(i + 1)..].Sum(Consumed);
                    break;
                case TensorIndex.Kind.Tensor:
                    Place(dim, index.tensor!);
                    dim += Consumed(index);
                    _advanced = true;
                    break;
            }
        }
    }

    internal Tensor Get()
    {
        if (_advanced)
        {
            var result = Aten.index_Tensor.One(_view, Arg.Optional(_positions.ToArray()));
            Release(_views.Count);
            return result;
        }
        if (ReferenceEquals(_view, _source))
            return _source.alias();
        Release(_views.Count - 1);
        return _view;
    }

    internal void Put(Tensor value, bool accumulate)
    {
        if (accumulate && !_advanced)
            throw new InvalidOperationException("Invalid 'indices' parameter. Must be an array of TensorIndex objects containing tensors with indices that match the shape of the tensor to update");
        if (_advanced)
            Aten.index_put_.Run(_view, Arg.Optional(_positions.ToArray()), value, accumulate);
        else
            _view.copy_(value);
        Release(_views.Count);
    }

    private static long Consumed(TensorIndex index) => index.kind switch
    {
        TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
        TensorIndex.Kind.Tensor => index.tensor!.dtype is ScalarType.Bool or ScalarType.Byte ? index.tensor.dim() : 1,
        _ => 0,
    };

    private Tensor Next(Tensor view)
    {
        _views.Add(view);
        return view;
    }

    private void Place(long dim, Tensor positions)
    {
        while (_positions.Count < dim)
            _positions.Add(null);
        _positions.Add(positions);
    }

    private void Release(int views)
    {
        foreach (var view in _views[..views])
            view.Dispose();
    }
}
