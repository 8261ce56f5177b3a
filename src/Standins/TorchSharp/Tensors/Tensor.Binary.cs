using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.add_Tensor.One(this, target);
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.One(this, target, alpha);
        public Tensor add(Scalar scalar) => Aten.add_Scalar.One(this, scalar);
        public Tensor add_(Tensor target) => InPlace(Aten.add__Tensor, this, target);
        public Tensor add_(Tensor target, Scalar alpha) => InPlace(Aten.add__Tensor, this, target, alpha);
        public Tensor add_(Scalar scalar) => InPlace(Aten.add__Scalar, this, scalar);
        public Tensor sub(Tensor target) => Aten.sub_Tensor.One(this, target);
        public Tensor sub(Scalar target) => Aten.sub_Scalar.One(this, target);
        public Tensor sub_(Tensor target) => InPlace(Aten.sub__Tensor, this, target);
        public Tensor sub_(Scalar target) => InPlace(Aten.sub__Scalar, this, target);

        public Tensor mul(Tensor target) => Aten.mul_Tensor.One(this, target);
        public Tensor mul(Scalar target) => Aten.mul_Scalar.One(this, target);
        public Tensor mul_(Tensor target) => InPlace(Aten.mul__Tensor, this, target);
        public Tensor mul_(Scalar target) => InPlace(Aten.mul__Scalar, this, target);
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Aten.div_Tensor_mode.One(this, target, Name(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Aten.div_Scalar_mode.One(this, target, Name(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(Aten.div__Tensor_mode, this, target, Name(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(Aten.div__Scalar_mode, this, target, Name(rounding_mode));
        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.One(this, target);
        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.One(this, scalar);
        public Tensor remainder_(Tensor target) => InPlace(Aten.remainder__Tensor, this, target);
        public Tensor pow(Tensor exponent) => Aten.pow_Tensor_Tensor.One(this, exponent);
        public Tensor pow(Scalar exponent) => Aten.pow_Tensor_Scalar.One(this, exponent);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.One(this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(Aten.addcmul_, this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.One(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(Aten.addcdiv_, this, tensor1, tensor2, value);

        public Tensor atan2(Tensor other) => Aten.atan2.One(this, other);
        public Tensor maximum(Tensor other) => Aten.maximum.One(this, other);
        public Tensor minimum(Tensor other) => Aten.minimum.One(this, other);

        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.One(this, other);
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.One(this, other);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.One(this, min, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => InPlace(Aten.clamp_, this, min, max);
        public Tensor clamp_max(Scalar max) => Aten.clamp_max.One(this, max);
        public Tensor clamp_min(Scalar min) => Aten.clamp_min.One(this, min);

        private static string? Name(RoundingMode mode) => mode switch
        {
            RoundingMode.trunc => "trunc",
            RoundingMode.floor => "floor",
            _ => null,
        };
    }
}
