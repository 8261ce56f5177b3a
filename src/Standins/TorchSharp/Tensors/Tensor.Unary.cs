using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Aten.abs.One(this);
        public Tensor neg() => Aten.neg.One(this);
        public Tensor negative() => neg();
        public Tensor reciprocal() => Aten.reciprocal.One(this);

        public Tensor exp() => Aten.exp.One(this);
        public Tensor expm1() => Aten.expm1.One(this);
        public Tensor log() => Aten.log.One(this);
        public Tensor log1p() => Aten.log1p.One(this);
        public Tensor log10() => Aten.log10.One(this);
        public Tensor sqrt() => Aten.sqrt.One(this);
        public Tensor rsqrt() => Aten.rsqrt.One(this);
        public Tensor square() => pow(2);

        public Tensor cos() => Aten.cos.One(this);
        public Tensor sin() => Aten.sin.One(this);
        public Tensor acos() => Aten.acos.One(this);
        public Tensor asin() => Aten.asin.One(this);
        public Tensor tanh() => Aten.tanh.One(this);
        public Tensor sigmoid() => Aten.sigmoid.One(this);
        public Tensor sigmoid_() => InPlace(Aten.sigmoid_, this);

        public Tensor ceil() => Aten.ceil.One(this);
        public Tensor floor() => Aten.floor.One(this);
        public Tensor round(long decimals = 0L) => Aten.round_decimals.One(this, decimals);

        public Tensor bitwise_not() => Aten.bitwise_not.One(this);
        public Tensor isnan() => Aten.isnan.One(this);
        public Tensor isinf() => Aten.isinf.One(this);
        public Tensor isfinite() => Aten.isfinite.One(this);

        /// <summary>Runs an operator in place and returns the tensor it changed.</summary>
        private static Tensor InPlace(Op op, params ReadOnlySpan<Arg> args)
        {
            op.Run(args);
            return (Tensor)args[0].Held!;
        }
    }
}
