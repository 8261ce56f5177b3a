using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor absolute(Tensor input) => input.absolute();

    public static Tensor acos(Tensor input) => input.acos();

    public static Tensor arccos(Tensor input) => input.arccos();

    public static Tensor acosh(Tensor input) => input.acosh();

    public static Tensor arccosh(Tensor input) => input.arccosh();

    public static Tensor angle(Tensor input) => input.angle();

    public static Tensor asin(Tensor input) => input.asin();

    public static Tensor arcsin(Tensor input) => input.arcsin();

    public static Tensor asinh(Tensor input) => input.asinh();

    public static Tensor arcsinh(Tensor input) => input.arcsinh();

    public static Tensor atan(Tensor input) => input.atan();

    public static Tensor arctan(Tensor input) => input.arctan();

    public static Tensor atanh(Tensor input) => input.atanh();

    public static Tensor arctanh(Tensor input) => input.arctanh();

    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    public static Tensor ceil(Tensor input) => input.ceil();

    public static Tensor cos(Tensor input) => input.cos();

    public static Tensor cosh(Tensor input) => input.cosh();

    public static Tensor erf(Tensor input) => input.erf();

    public static Tensor erfc(Tensor input) => input.erfc();

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor exp2(Tensor input) => input.exp2();

    public static Tensor expm1(Tensor input) => input.expm1();

    public static Tensor floor(Tensor input) => input.floor();

    public static Tensor frac(Tensor input) => input.frac();

    public static Tensor fix(Tensor input) => input.fix();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor log10(Tensor input) => input.log10();

    public static Tensor log1p(Tensor input) => input.log1p();

    public static Tensor log2(Tensor input) => input.log2();

    public static Tensor logical_not(Tensor input) => input.logical_not();

    public static Tensor neg(Tensor input) => input.neg();

    public static Tensor negative(Tensor input) => input.negative();

    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor sgn(Tensor input) => input.sgn();

    public static Tensor sign(Tensor input) => input.sign();

    public static Tensor signbit(Tensor input) => input.signbit();

    public static Tensor sin(Tensor input) => input.sin();

    public static Tensor sinc(Tensor input) => input.sinc();

    public static Tensor sinh(Tensor input) => input.sinh();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor square(Tensor input) => input.square();

    public static Tensor tan(Tensor input) => input.tan();

    public static Tensor tanh(Tensor input) => input.tanh();

    public static Tensor trunc(Tensor input) => input.trunc();

    public static Tensor positive(Tensor input) => input.positive();

    public static Tensor abs_(Tensor input) => input.abs_();

    public static Tensor acos_(Tensor input) => input.acos_();

    public static Tensor asin_(Tensor input) => input.asin_();

    public static Tensor atan_(Tensor input) => input.atan_();

    public static Tensor ceil_(Tensor input) => input.ceil_();

    public static Tensor cos_(Tensor input) => input.cos_();

    public static Tensor cosh_(Tensor input) => input.cosh_();

    public static Tensor exp_(Tensor input) => input.exp_();

    public static Tensor expm1_(Tensor input) => input.expm1_();

    public static Tensor floor_(Tensor input) => input.floor_();

    public static Tensor log_(Tensor input) => input.log_();

    public static Tensor log10_(Tensor input) => input.log10_();

    public static Tensor log1p_(Tensor input) => input.log1p_();

    public static Tensor log2_(Tensor input) => input.log2_();

    public static Tensor neg_(Tensor input) => input.neg_();

    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();

    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();

    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();

    public static Tensor sin_(Tensor input) => input.sin_();

    public static Tensor sinh_(Tensor input) => input.sinh_();

    public static Tensor sqrt_(Tensor input) => input.sqrt_();

    public static Tensor tan_(Tensor input) => input.tan_();

    public static Tensor tanh_(Tensor input) => input.tanh_();

    public static Tensor trunc_(Tensor input) => input.trunc_();

    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);

    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);

    public static Tensor add_(Tensor left, Tensor right) => left.add_(right);

    public static Tensor add_(Tensor left, Scalar right) => left.add_(right);

    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => left.add_(right, alpha);

    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => left.add_(right, alpha);

    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    public static Tensor subtract(Tensor left, Tensor right) => left.subtract(right);

    public static Tensor subtract(Tensor left, Scalar right) => left.subtract(right);

    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    public static Tensor multiply(Tensor left, Tensor right) => left.multiply(right);

    public static Tensor multiply(Tensor left, Scalar right) => left.multiply(right);

    public static Tensor sub_(Tensor left, Tensor right) => left.sub_(right);

    public static Tensor sub_(Tensor left, Scalar right) => left.sub_(right);

    public static Tensor mul_(Tensor left, Tensor right) => left.mul_(right);

    public static Tensor mul_(Tensor left, Scalar right) => left.mul_(right);

    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);

    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);

    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);

    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);

    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    public static Tensor pow_(Tensor left, Tensor exponent) => left.pow_(exponent);

    public static Tensor pow_(Tensor left, Scalar exponent) => left.pow_(exponent);

    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);

    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);

    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv(tensor1, tensor2, value);

    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);

    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv_(tensor1, tensor2, value);

    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul_(tensor1, tensor2, value);

    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp_(min, max);

    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp_(min, max);

    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => input.clip(min, max);

    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);

    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);

    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    public static Tensor logaddexp(Tensor left, Tensor right) => left.logaddexp(right);

    public static Tensor logaddexp2(Tensor left, Tensor right) => left.logaddexp2(right);

    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);

    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);

    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);

    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);

    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);

    public static Tensor round(Tensor input, long decimals = 0L) => input.round(decimals);

    public static Tensor nan_to_num(Tensor input, double nan = 0d, double? posinf = null, double? neginf = null) => input.nan_to_num(nan, posinf, neginf);

    public static Tensor xlogy(Tensor x, Tensor y) => x.xlogy(y);

    public static Tensor xlogy(Tensor x, Scalar y) => x.xlogy(y);

    public static Tensor real(Tensor input) => input.real;

    public static Tensor imag(Tensor input) => input.imag;

    public static Tensor conj(Tensor input) => input.conj();

    public static Tensor complex(Tensor real, Tensor imag) => Aten.complex.One(real, imag);

    public static Tensor polar(Tensor abs, Tensor angle) => Aten.polar.One(abs, angle);

    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);
}
