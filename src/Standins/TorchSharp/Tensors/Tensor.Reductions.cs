using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Aten.sum.One(this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.One(this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim }, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim0, dim1 }, keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim0, dim1, dim2 }, keepdim, type);

        public Tensor mean() => Aten.mean.One(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.mean_dim.One(this, dimensions, keepdim, type);

        public Tensor std(bool unbiased = true) => Aten.std.One(this, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Aten.std_dim.One(this, dimensions, unbiased, keepdim);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(new[] { dim }, unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(new[] { dim.Item1, dim.Item2 }, unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Aten.var.One(this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Aten.var_dim.One(this, dimensions, unbiased, keepdim);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(new[] { dim }, unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(new[] { dim.Item1, dim.Item2 }, unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(new[] { dim.Item1, dim.Item2, dim.Item3 }, unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Aten.std_mean.Two(this, unbiased);

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Aten.std_mean_dim.Two(this, dimensions, unbiased, keepdim);

        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean(new[] { dim }, unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Aten.var_mean.Two(this, unbiased);

        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Aten.var_mean_dim.Two(this, dimensions, unbiased, keepdim);

        public (Tensor @var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean(new[] { dim }, unbiased, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Aten.prod.One(this, type);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod_dim_int.One(this, dim, keepdim, type);

        public Tensor norm(float p = 2.0f) => Aten.norm_Scalar.One(this, (double)p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Aten.norm_ScalarOpt_dim.One(this, (double)p, new long[] { dim }, keepdim);

        public Tensor dist(Tensor other, float p = 2.0f) => Aten.dist.One(this, other, (double)p);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null ? Aten.amax.One(this, dims, keepdim) : Aten.amax_out.One(this, dims, keepdim, @out);

        public Tensor amax(params long[] dims) => Aten.amax.One(this, dims);

        public Tensor max() => Aten.max.One(this);

        public Tensor max(Tensor other) => Aten.max_other.One(this, other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.Two(this, dim, keepdim);

        public Tensor argmax() => Aten.argmax.One(this);

        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.One(this, dim, keepdim);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null ? Aten.amin.One(this, dims, keepdim) : Aten.amin_out.One(this, dims, keepdim, @out);

        public Tensor amin(params long[] dims) => Aten.amin.One(this, dims);

        public Tensor min() => Aten.min.One(this);

        public Tensor min(Tensor other) => Aten.min_other.One(this, other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.Two(this, dim, keepdim);

        public Tensor argmin() => Aten.argmin.One(this);

        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.One(this, dim, keepdim);

        public Tensor median() => Aten.median.One(this);

        public Tensor nanmedian() => Aten.nanmedian.One(this);

        public Tensor nansum() => Aten.nansum.One(this);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.quantile.One(this, q, dim, keepdim);

        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.nanquantile.One(this, q, dim, keepdim);

        public Tensor all() => Aten.all.One(this);

        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.One(this, dim, keepdim);

        public Tensor any() => Aten.any.One(this);

        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.One(this, dim, keepdim);

        public Tensor count_nonzero(long[]? dims = null) => Aten.count_nonzero_dim_IntList.One(this, dims ?? []);

        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.One(this, new[] { dim }, keepdim);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.One(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.One(this, dim, dtype);

        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.One(this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod.One(this, dim, type);

        public Tensor logcumsumexp(long dim) => Aten.logcumsumexp.One(this, dim);

        public (Tensor values, Tensor indexes) cummax(long dim) => Aten.cummax.Two(this, dim);

        public (Tensor values, Tensor indexes) cummin(long dim) => Aten.cummin.Two(this, dim);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Aten.sort_stable.Two(this, stable, dim, descending);

        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.One(this, dim, descending);

        public Tensor msort() => Aten.msort.One(this);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Aten.topk.Two(this, (long)k, (long)dim, largest, sorted);

        public (Tensor values, Tensor indices) mode(long dim = -1L, bool keepdim = false) => Aten.mode.Two(this, dim, keepdim);

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Aten.kthvalue.Two(this, k, dim ?? -1, keepdim);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.histc.One(this, bins, min, max);

        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.bincount.One(this, weights, minlength);

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Aten.diff.One(this, n, dim, prepend, append);
    }
}
