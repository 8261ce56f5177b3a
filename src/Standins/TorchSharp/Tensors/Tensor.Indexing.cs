using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => PutAt(value, indices);
        }

        public Tensor index(params TensorIndex[] indices) => new IndexWalk(this, indices).Get();
        public Tensor index(params Tensor[] indices) => Aten.index_Tensor.One(this, Arg.Optional(indices));
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            new IndexWalk(this, indices).Put(value, accumulate);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            InPlace(Aten.index_put_, this, Arg.Optional(indices), value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = Aten.scalar_tensor.One(value, dtype, Arg.None, device);
            return index_put_(number, indices, false);
        }

        public Tensor index_select(long dim, Tensor index) => Aten.index_select.One(this, dim, index);
        public Tensor select(long dim, long index) => Aten.select_int.One(this, dim, index);
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.One(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) =>
            step < 1
                ? throw new ArgumentException($"step is {step}, but it should always be positive.")
                : Aten.slice_Tensor.One(this, dim, start, finish, step);

        public Tensor gather(long dim, Tensor index) => Aten.gather.One(this, dim, index);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => InPlace(Aten.scatter_add_, this, dim, index, src);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add.One(this, dim, index, source, alpha);

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.One(this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace(Aten.masked_fill__Scalar, this, mask, value);
        public Tensor nonzero() => Aten.nonzero.One(this);

        public Tensor masked_select(Tensor mask) =>
            mask.dtype == ScalarType.Bool ? Aten.masked_select.One(this, mask) : throw new ArgumentException("The mask tensor must be Boolean.");

        public Tensor where(Tensor condition, Tensor y) =>
            condition.dtype == ScalarType.Bool
                ? Aten.where_self.One(condition, this, y)
                : throw new ArgumentException("The condition to 'where' must be a boolean tensor.");

        private Tensor At(ReadOnlySpan<long> indices)
        {
            var result = Aten.select_int.One(this, 0L, indices[0]);
            foreach (var i in indices[1..])
            {
                using var outer = result;
                result = Aten.select_int.One(outer, 0L, i);
            }
            return result;
        }

        private void PutAt(Tensor value, ReadOnlySpan<long> indices)
        {
            using var target = At(indices);
            target.copy_(value);
        }
    }
}
