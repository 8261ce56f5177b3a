using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.add_Tensor.One(this, target);

        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.One(this, target, alpha);

        public Tensor add(Scalar scalar) => Aten.add_Scalar.One(this, scalar);

        public Tensor add(Scalar scalar, Scalar alpha) => Aten.add_Scalar.One(this, scalar, alpha);

        public Tensor add_(Tensor target) => InPlace(Aten.add__Tensor, this, target);

        public Tensor add_(Tensor target, Scalar alpha) => InPlace(Aten.add__Tensor, this, target, alpha);

        public Tensor add_(Scalar scalar) => InPlace(Aten.add__Scalar, this, scalar);

        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace(Aten.add__Scalar, this, scalar, alpha);

        public Tensor sub(Tensor target) => Aten.sub_Tensor.One(this, target);

        public Tensor sub_(Tensor target) => InPlace(Aten.sub__Tensor, this, target);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor sub(Scalar target) => Aten.sub_Scalar.One(this, target);

        public Tensor sub_(Scalar target) => InPlace(Aten.sub__Scalar, this, target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor mul(Tensor target) => Aten.mul_Tensor.One(this, target);

        public Tensor mul_(Tensor target) => InPlace(Aten.mul__Tensor, this, target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor mul(Scalar target) => Aten.mul_Scalar.One(this, target);

        public Tensor mul_(Scalar target) => InPlace(Aten.mul__Scalar, this, target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Aten.div_Tensor_mode.One(this, target, Name(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(Aten.div__Tensor_mode, this, target, Name(rounding_mode));

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide(Tensor other) => Aten.true_divide_Tensor.One(this, other);

        public Tensor true_divide_(Tensor other) => InPlace(Aten.true_divide__Tensor, this, other);

        public Tensor floor_divide(Tensor other) => Aten.floor_divide.One(this, other);

        public Tensor floor_divide_(Tensor other) => InPlace(Aten.floor_divide__Tensor, this, other);

        public Tensor fmod(Tensor target) => Aten.fmod_Tensor.One(this, target);

        public Tensor fmod_(Tensor target) => InPlace(Aten.fmod__Tensor, this, target);

        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.One(this, target);

        public Tensor remainder_(Tensor target) => InPlace(Aten.remainder__Tensor, this, target);

        public Tensor pow(Tensor exponent) => Aten.pow_Tensor_Tensor.One(this, exponent);

        public Tensor pow_(Tensor exponent) => InPlace(Aten.pow__Tensor, this, exponent);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Aten.div_Scalar_mode.One(this, target, Name(rounding_mode));

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(Aten.div__Scalar_mode, this, target, Name(rounding_mode));

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide(Scalar other) => Aten.true_divide_Scalar.One(this, other);

        public Tensor true_divide_(Scalar other) => InPlace(Aten.true_divide__Scalar, this, other);

        public Tensor floor_divide(Scalar other) => Aten.floor_divide_Scalar.One(this, other);

        public Tensor floor_divide_(Scalar other) => InPlace(Aten.floor_divide__Scalar, this, other);

        public Tensor fmod(Scalar scalar) => Aten.fmod_Scalar.One(this, scalar);

        public Tensor fmod_(Scalar scalar) => InPlace(Aten.fmod__Scalar, this, scalar);

        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.One(this, scalar);

        public Tensor remainder_(Scalar scalar) => InPlace(Aten.remainder__Scalar, this, scalar);

        public Tensor pow(Scalar exponent) => Aten.pow_Tensor_Scalar.One(this, exponent);

        public Tensor pow_(Scalar exponent) => InPlace(Aten.pow__Scalar, this, exponent);

        public Tensor atan2(Tensor other) => Aten.atan2.One(this, other);

        public Tensor atan2_(Tensor other) => InPlace(Aten.atan2_, this, other);

        public Tensor logical_and(Tensor other) => Aten.logical_and.One(this, other);

        public Tensor logical_and_(Tensor other) => InPlace(Aten.logical_and_, this, other);

        public Tensor logical_or(Tensor other) => Aten.logical_or.One(this, other);

        public Tensor logical_or_(Tensor other) => InPlace(Aten.logical_or_, this, other);

        public Tensor logical_xor(Tensor other) => Aten.logical_xor.One(this, other);

        public Tensor logical_xor_(Tensor other) => InPlace(Aten.logical_xor_, this, other);

        public Tensor arctan(Tensor other) => atan2(other);

        public Tensor arctan2(Tensor other) => atan2(other);

        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.One(this, other);

        public Tensor bitwise_and_(Tensor other) => InPlace(Aten.bitwise_and__Tensor, this, other);

        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.One(this, other);

        public Tensor bitwise_or_(Tensor other) => InPlace(Aten.bitwise_or__Tensor, this, other);

        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor_Tensor.One(this, other);

        public Tensor bitwise_xor_(Tensor other) => InPlace(Aten.bitwise_xor__Tensor, this, other);

        public Tensor hypot(Tensor other) => Aten.hypot.One(this, other);

        public Tensor logaddexp(Tensor other) => Aten.logaddexp.One(this, other);

        public Tensor logaddexp2(Tensor other) => Aten.logaddexp2.One(this, other);

        public Tensor maximum(Tensor other) => Aten.maximum.One(this, other);

        public Tensor minimum(Tensor other) => Aten.minimum.One(this, other);

        public Tensor fmax(Tensor other) => Aten.fmax.One(this, other);

        public Tensor fmin(Tensor other) => Aten.fmin.One(this, other);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.One(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.addcdiv.One(this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(Aten.addcdiv_, this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => InPlace(Aten.addcdiv_, this, tensor1, tensor2);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.One(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(Aten.addcmul_, this, tensor1, tensor2, value);

        public Tensor lerp(Tensor end, Tensor weight) => Aten.lerp_Tensor.One(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => InPlace(Aten.lerp__Tensor, this, end, weight);

        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.One(this, y);

        public Tensor xlogy(Scalar y) => Aten.xlogy_Scalar_Other.One(this, y);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.One(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.One(this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => InPlace(Aten.clamp_, this, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => InPlace(Aten.clamp__Tensor, this, min, max);

        public Tensor clamp_max(Scalar max) => Aten.clamp_max.One(this, max);

        public Tensor clamp_max_(Scalar max) => InPlace(Aten.clamp_max_, this, max);

        public Tensor clamp_min(Scalar min) => Aten.clamp_min.One(this, min);

        public Tensor clamp_min_(Scalar min) => InPlace(Aten.clamp_min_, this, min);

        private static string? Name(RoundingMode mode) => mode switch
        {
            RoundingMode.trunc => "trunc",
            RoundingMode.floor => "floor",
            _ => null,
        };
    }
}
