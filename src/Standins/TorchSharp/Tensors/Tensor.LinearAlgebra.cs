using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Aten.matmul.One(this, target);

        public Tensor mm(Tensor target) => Aten.mm.One(this, target);

        public Tensor mv(Tensor target) => Aten.mv.One(this, target);

        public Tensor bmm(Tensor batch2) => Aten.bmm.One(this, batch2);

        public Tensor dot(Tensor target) => Aten.dot.One(this, target);

        public Tensor outer(Tensor vec2) => Aten.outer.One(this, vec2);

        public Tensor inner(Tensor vec2) => Aten.inner.One(this, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.addmm.One(this, mat1, mat2, (double)beta, (double)alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) => Aten.addmv.One(this, mat, vec, (double)beta, (double)alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.baddbmm.One(this, batch1, batch2, (double)beta, (double)alpha);

        public Tensor trace() => Aten.trace.One(this);

        public Tensor det() => Aten.det.One(this);

        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Aten.cov.One(this, correction, fweights, aweights);

        public Tensor corrcoef() => Aten.corrcoef.One(this);

        public Tensor relu() => Aten.relu.One(this);

        public Tensor relu_() => InPlace(Aten.relu_, this);

        public Tensor relu6() => Aten.relu6.One(this);

        public Tensor leaky_relu(Scalar negative_slope) => Aten.leaky_relu.One(this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => InPlace(Aten.leaky_relu_, this, negative_slope);

        public Tensor elu(double alpha = 1) => Aten.elu.One(this, alpha);

        public Tensor gelu() => Aten.gelu.One(this);

        public Tensor silu() => Aten.silu.One(this);

        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus.One(this, beta, threshold);

        public Tensor hardtanh(Scalar min, Scalar max) => Aten.hardtanh.One(this, min, max);
    }
}
