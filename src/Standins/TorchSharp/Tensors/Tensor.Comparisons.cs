using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Aten.eq_Tensor.One(this, target);

        public Tensor eq_(Tensor target) => InPlace(Aten.eq__Tensor, this, target);

        public Tensor eq(Scalar target) => Aten.eq_Scalar.One(this, target);

        public Tensor eq_(Scalar target) => InPlace(Aten.eq__Scalar, this, target);

        public Tensor equal(Tensor target) => eq(target);

        public Tensor ne(Tensor target) => Aten.ne_Tensor.One(this, target);

        public Tensor ne_(Tensor target) => InPlace(Aten.ne__Tensor, this, target);

        public Tensor ne(Scalar target) => Aten.ne_Scalar.One(this, target);

        public Tensor ne_(Scalar target) => InPlace(Aten.ne__Scalar, this, target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor lt(Tensor target) => Aten.lt_Tensor.One(this, target);

        public Tensor lt_(Tensor target) => InPlace(Aten.lt__Tensor, this, target);

        public Tensor lt(Scalar target) => Aten.lt_Scalar.One(this, target);

        public Tensor lt_(Scalar target) => InPlace(Aten.lt__Scalar, this, target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor le(Tensor target) => Aten.le_Tensor.One(this, target);

        public Tensor le_(Tensor target) => InPlace(Aten.le__Tensor, this, target);

        public Tensor le(Scalar target) => Aten.le_Scalar.One(this, target);

        public Tensor le_(Scalar target) => InPlace(Aten.le__Scalar, this, target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor gt(Tensor target) => Aten.gt_Tensor.One(this, target);

        public Tensor gt_(Tensor target) => InPlace(Aten.gt__Tensor, this, target);

        public Tensor gt(Scalar target) => Aten.gt_Scalar.One(this, target);

        public Tensor gt_(Scalar target) => InPlace(Aten.gt__Scalar, this, target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor ge(Tensor target) => Aten.ge_Tensor.One(this, target);

        public Tensor ge_(Tensor target) => InPlace(Aten.ge__Tensor, this, target);

        public Tensor ge(Scalar target) => Aten.ge_Scalar.One(this, target);

        public Tensor ge_(Scalar target) => InPlace(Aten.ge__Scalar, this, target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => Aten.isclose.One(this, other, rtol, atol, nanEqual);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            target is not null && Aten.allclose.True(this, target, rtol, atol, equal_nan);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => Aten.isin_Tensor_Tensor.One(this, test_elements, assumeUnique, invert);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Aten.bucketize_Tensor.One(this, boundaries, outInt32, right);

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
    }
}
