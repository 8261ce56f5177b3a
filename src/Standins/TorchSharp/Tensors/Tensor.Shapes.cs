using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor alias() => Aten.alias.One(this);
        public Tensor clone() => Aten.clone.One(this);
        public Tensor contiguous() => Aten.contiguous.One(this);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => InPlace(Aten.copy_, this, source, nonBlocking);
        public Tensor fill_(Scalar value) => InPlace(Aten.fill__Scalar, this, value);
        public Tensor zero_() => InPlace(Aten.zero_, this);

        public Tensor view(params long[] shape) => Aten.view.One(this, shape);
        public Tensor reshape(params long[] shape) => Aten.reshape.One(this, shape);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.flatten_using_ints.One(this, start_dim, end_dim);
        public Tensor unsqueeze(long dim) => Aten.unsqueeze.One(this, dim);
        public Tensor squeeze(long? dim = null) => dim is { } d ? Aten.squeeze_dim.One(this, d) : Aten.squeeze.One(this);

        public Tensor t() => Aten.t.One(this);
        public Tensor mT => Aten.mT.One(this);
        public Tensor transpose(long dim0, long dim1) => Aten.transpose_int.One(this, dim0, dim1);
        public Tensor permute(params long[] permutation) => Aten.permute.One(this, permutation);

        public Tensor expand(params long[] sizes) => Aten.expand.One(this, sizes);
        public Tensor expand_as(Tensor other) => expand(other.shape);
        public Tensor repeat(params long[] sizes) => Aten.repeat.One(this, sizes);
        public Tensor tile(long[] reps) => Aten.tile.One(this, reps);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Aten.repeat_interleave_self_int.One(this, repeats, dim, output_size);
        public Tensor flip(params long[] dims) => Aten.flip.One(this, dims);
        public Tensor roll(long shifts, long? dims = null) => Aten.roll.One(this, new[] { shifts }, dims is { } d ? new[] { d } : Array.Empty<long>());

        public Tensor[] split(long size, int dim = 0) => Aten.split_Tensor.Many(this, size, (long)dim);
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.split_with_sizes.Many(this, sizes, dim);
        public Tensor[] chunk(long chunks, long dim = 0L) => Aten.chunk.Many(this, chunks, dim);
        public Tensor[] unbind(long dimension = 0L) => Aten.unbind_int.Many(this, dimension);
        public Tensor unfold(long dimension, long size, long step) => Aten.unfold.One(this, dimension, size, step);

        public Tensor tril(long diagonal = 0) => Aten.tril.One(this, diagonal);

        public Tensor real => Aten.real.One(this);
        public Tensor imag => Aten.imag.One(this);
        public Tensor view_as_real() => Aten.view_as_real.One(this);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            if (dim < 0 || dim >= ndim)
                throw new ArgumentException($"Invalid 'dim' argument: {dim}.");
            if (sizes.Length == 0)
                throw new ArgumentException("The number of output sizes is zero.");
            var before = shape;
            return view([.. before[..(int)dim], .. sizes, .. before[((int)dim + 1)..]]);
        }
    }
}
