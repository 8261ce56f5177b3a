using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Aten.matmul.One(this, target);
        public Tensor mm(Tensor target) => Aten.mm.One(this, target);
        public Tensor mv(Tensor target) => Aten.mv.One(this, target);
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => InPlace(Aten.addmm_, this, mat1, mat2, (double)beta, (double)alpha);
        public Tensor bmm(Tensor batch2) => Aten.bmm.One(this, batch2);
        public Tensor trace() => Aten.trace.One(this);

        public Tensor relu() => Aten.relu.One(this);
        public Tensor relu_() => InPlace(Aten.relu_, this);
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus.One(this, beta, threshold);
    }
}
