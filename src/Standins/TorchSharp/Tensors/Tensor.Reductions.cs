using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Aten.sum.One(this, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.One(this, dim, keepdim, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim }, keepdim, type);
        public Tensor prod(ScalarType? type = null) => Aten.prod.One(this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod_dim_int.One(this, dim, keepdim, type);
        public Tensor mean() => Aten.mean.One(this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.mean_dim.One(this, dimensions, keepdim, type);

        public Tensor std(bool unbiased = true) => Aten.std.One(this, unbiased);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Aten.std_dim.One(this, dimensions, unbiased, keepdim);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(new[] { dim }, unbiased, keepdim, type);
        public Tensor var(bool unbiased = true) => Aten.var.One(this, unbiased);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Aten.var_dim.One(this, dimensions, unbiased, keepdim);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(new[] { dim }, unbiased, keepdim, type);
        public Tensor norm(float p = 2.0f) => Aten.norm_Scalar.One(this, (double)p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Aten.norm_ScalarOpt_dim.One(this, (double)p, new long[] { dim }, keepdim);

        public Tensor max() => Aten.max.One(this);
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.Two(this, dim, keepdim);
        public Tensor min() => Aten.min.One(this);
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.Two(this, dim, keepdim);
        public Tensor argmax() => Aten.argmax.One(this);
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.One(this, dim, keepdim);
        public Tensor argmin() => Aten.argmin.One(this);
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.One(this, dim, keepdim);
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null ? Aten.amax.One(this, dims, keepdim) : Aten.amax_out.One(this, dims, keepdim, @out);
        public Tensor amax(params long[] dims) => Aten.amax.One(this, dims);
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null ? Aten.amin.One(this, dims, keepdim) : Aten.amin_out.One(this, dims, keepdim, @out);
        public Tensor amin(params long[] dims) => Aten.amin.One(this, dims);

        public Tensor median() => Aten.median.One(this);
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.quantile.One(this, q, dim, keepdim);

        public Tensor all() => Aten.all.One(this);
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.One(this, dim, keepdim);
        public Tensor any() => Aten.any.One(this);
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.One(this, dim, keepdim);
        public Tensor count_nonzero(long[]? dims = null) => Aten.count_nonzero_dim_IntList.One(this, dims ?? []);

        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.One(this, new[] { dim }, keepdim);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.One(this, dim, dtype);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.One(this, dim, dtype);
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.One(this, dim, type);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Aten.sort_stable.Two(this, stable, dim, descending);
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.One(this, dim, descending);
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Aten.topk.Two(this, (long)k, (long)dim, largest, sorted);
    }
}
