using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Aten.eq_Tensor.One(this, target);
        public Tensor eq(Scalar target) => Aten.eq_Scalar.One(this, target);
        public Tensor ne(Tensor target) => Aten.ne_Tensor.One(this, target);
        public Tensor ne(Scalar target) => Aten.ne_Scalar.One(this, target);

        public Tensor lt(Tensor target) => Aten.lt_Tensor.One(this, target);
        public Tensor lt(Scalar target) => Aten.lt_Scalar.One(this, target);
        public Tensor le(Tensor target) => Aten.le_Tensor.One(this, target);
        public Tensor le(Scalar target) => Aten.le_Scalar.One(this, target);
        public Tensor gt(Tensor target) => Aten.gt_Tensor.One(this, target);
        public Tensor gt(Scalar target) => Aten.gt_Scalar.One(this, target);
        public Tensor ge(Tensor target) => Aten.ge_Tensor.One(this, target);
        public Tensor ge(Scalar target) => Aten.ge_Scalar.One(this, target);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            target is not null && Aten.allclose.True(this, target, rtol, atol, equal_nan);
    }
}
