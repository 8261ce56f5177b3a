using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private torch.Tensor? _tensor;
    private T* _data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _data = (T*)tensor.DataPointer;
    }

    public long Count => _tensor?.numel() ?? 0;

    private torch.Tensor Source => _tensor ?? throw new ObjectDisposedException(nameof(TensorAccessor<T>));

    public T this[params long[] indices]
    {
        get => _data[indices.Length == 1 ? Offset(indices[0]) : Offset(indices)];
        set => _data[Offset(indices)] = value; // an index for each dimension, as TorchSharp wants it here
    }

    public T[] ToArray()
    {
        var result = GC.AllocateUninitializedArray<T>((int)Count);
        if (result.Length > 0 || Source.dim() > 1) // an empty matrix throws, as in TorchSharp; an empty vector does not
            CopyTo(result);
        return result;
    }

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Validate(tensorIndex);
        var target = array[arrayIndex..];
        target = target[..(int)Math.Min(target.Length, Count - tensorIndex)];
        if (Source.is_contiguous())
        {
            new ReadOnlySpan<T>(_data + tensorIndex, target.Length).CopyTo(target);
            return;
        }
        var walk = new Walk(Source, tensorIndex);
        for (var i = 0; i < target.Length; i++)
            target[i] = _data[walk.Next()];
    }

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Validate(tensorIndex);
        var source = array[arrayIndex..];
        source = source[..(int)Math.Min(source.Length, Count - tensorIndex)];
        var walk = new Walk(Source, tensorIndex);
        foreach (var value in source)
            _data[walk.Next()] = value;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        _tensor = null;
        _data = null;
    }

    private void Validate(long index)
    {
        if (index < 0 || index >= Count)
            throw new ArgumentOutOfRangeException(nameof(index), $"{index} in a collection of {Count} elements.");
    }

    private long Offset(long index)
    {
        if (index >= Count)
            throw new IndexOutOfRangeException();
        Validate(index);
        return Source.is_contiguous() ? index : new Walk(Source, index).Next();
    }

    private long Offset(long[] indices)
    {
        var (shape, strides) = (Source.shape, Source.stride());
        var result = 0L;
        for (var i = 0; i < shape.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i])
                throw new IndexOutOfRangeException($"{indices[i]} >= {shape[i]} in dimension {i}.");
            result += indices[i] * strides[i];
        }
        return result;
    }

    /// <summary>The offsets of consecutive elements of a strided tensor.</summary>
    private struct Walk
    {
        private readonly long[] _shape;
        private readonly long[] _strides;
        private readonly long[] _position;
        private long _offset;

        internal Walk(torch.Tensor tensor, long start)
        {
            (_shape, _strides) = (tensor.shape, tensor.stride());
            _position = new long[_shape.Length];
            for (var i = _shape.Length - 1; i >= 0; i--)
            {
                (start, _position[i]) = Math.DivRem(start, _shape[i]);
                _offset += _position[i] * _strides[i];
            }
        }

        internal long Next()
        {
            var result = _offset;
            for (var i = _shape.Length - 1; i >= 0; i--)
            {
                _offset += _strides[i];
                if (++_position[i] < _shape[i])
                    break;
                _offset -= _position[i] * _strides[i];
                _position[i] = 0;
            }
            return result;
        }
    }
}
