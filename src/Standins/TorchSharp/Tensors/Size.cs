using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The shape of a tensor.</summary>
    public struct Size : IEnumerable<long>
    {
        private readonly long[] _shape;

        public static Size Empty = new(Array.Empty<long>());

        public Size(long[] shape) => _shape = (long[])shape.Clone();

        public Size(IEnumerable<long> shape) => _shape = shape.ToArray();

        public Size(int[] shape) => _shape = Array.ConvertAll(shape, size => (long)size);

        public Size(long size) => _shape = [size];

        public Size((long, long) size) => _shape = [size.Item1, size.Item2];

        public Size((long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3];

        public Size((long, long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        public readonly long[] Shape => _shape;

        public readonly int Length => _shape.Length;

        public readonly bool IsEmpty => _shape.Length == 0;

        public readonly bool IsScalar => IsEmpty;

        public readonly long this[int idx] => _shape[idx];

        public readonly long this[long idx] => _shape[idx];

        public readonly long numel() => _shape.Aggregate(1L, (product, size) => product * size);

        public readonly IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)_shape).GetEnumerator();

        readonly IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size((long, long) size) => new(size);

        public static implicit operator Size((long, long, long) size) => new(size);

        public static implicit operator Size((long, long, long, long) size) => new(size);

        public static implicit operator Size(long[] size) => new(size);
    }
}
