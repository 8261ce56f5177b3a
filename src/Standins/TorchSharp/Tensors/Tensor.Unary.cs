using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Aten.abs.One(this);

        public Tensor abs_() => InPlace(Aten.abs_, this);

        public Tensor acos() => Aten.acos.One(this);

        public Tensor acos_() => InPlace(Aten.acos_, this);

        public Tensor asin() => Aten.asin.One(this);

        public Tensor asin_() => InPlace(Aten.asin_, this);

        public Tensor atan() => Aten.atan.One(this);

        public Tensor atan_() => InPlace(Aten.atan_, this);

        public Tensor ceil() => Aten.ceil.One(this);

        public Tensor ceil_() => InPlace(Aten.ceil_, this);

        public Tensor cos() => Aten.cos.One(this);

        public Tensor cos_() => InPlace(Aten.cos_, this);

        public Tensor cosh() => Aten.cosh.One(this);

        public Tensor cosh_() => InPlace(Aten.cosh_, this);

        public Tensor erf() => Aten.erf.One(this);

        public Tensor erf_() => InPlace(Aten.erf_, this);

        public Tensor erfc() => Aten.erfc.One(this);

        public Tensor erfc_() => InPlace(Aten.erfc_, this);

        public Tensor exp() => Aten.exp.One(this);

        public Tensor exp_() => InPlace(Aten.exp_, this);

        public Tensor exp2() => Aten.exp2.One(this);

        public Tensor exp2_() => InPlace(Aten.exp2_, this);

        public Tensor expm1() => Aten.expm1.One(this);

        public Tensor expm1_() => InPlace(Aten.expm1_, this);

        public Tensor floor() => Aten.floor.One(this);

        public Tensor floor_() => InPlace(Aten.floor_, this);

        public Tensor frac() => Aten.frac.One(this);

        public Tensor frac_() => InPlace(Aten.frac_, this);

        public Tensor log() => Aten.log.One(this);

        public Tensor log_() => InPlace(Aten.log_, this);

        public Tensor log10() => Aten.log10.One(this);

        public Tensor log10_() => InPlace(Aten.log10_, this);

        public Tensor log1p() => Aten.log1p.One(this);

        public Tensor log1p_() => InPlace(Aten.log1p_, this);

        public Tensor log2() => Aten.log2.One(this);

        public Tensor log2_() => InPlace(Aten.log2_, this);

        public Tensor neg() => Aten.neg.One(this);

        public Tensor neg_() => InPlace(Aten.neg_, this);

        public Tensor reciprocal() => Aten.reciprocal.One(this);

        public Tensor reciprocal_() => InPlace(Aten.reciprocal_, this);

        public Tensor rsqrt() => Aten.rsqrt.One(this);

        public Tensor rsqrt_() => InPlace(Aten.rsqrt_, this);

        public Tensor sgn() => Aten.sgn.One(this);

        public Tensor sgn_() => InPlace(Aten.sgn_, this);

        public Tensor sigmoid() => Aten.sigmoid.One(this);

        public Tensor sigmoid_() => InPlace(Aten.sigmoid_, this);

        public Tensor sign() => Aten.sign.One(this);

        public Tensor sign_() => InPlace(Aten.sign_, this);

        public Tensor sin() => Aten.sin.One(this);

        public Tensor sin_() => InPlace(Aten.sin_, this);

        public Tensor sinc() => Aten.sinc.One(this);

        public Tensor sinc_() => InPlace(Aten.sinc_, this);

        public Tensor sinh() => Aten.sinh.One(this);

        public Tensor sinh_() => InPlace(Aten.sinh_, this);

        public Tensor sqrt() => Aten.sqrt.One(this);

        public Tensor sqrt_() => InPlace(Aten.sqrt_, this);

        public Tensor tan() => Aten.tan.One(this);

        public Tensor tan_() => InPlace(Aten.tan_, this);

        public Tensor tanh() => Aten.tanh.One(this);

        public Tensor tanh_() => InPlace(Aten.tanh_, this);

        public Tensor trunc() => Aten.trunc.One(this);

        public Tensor trunc_() => InPlace(Aten.trunc_, this);

        public Tensor logical_not() => Aten.logical_not.One(this);

        public Tensor logical_not_() => InPlace(Aten.logical_not_, this);

        public Tensor bitwise_not() => Aten.bitwise_not.One(this);

        public Tensor bitwise_not_() => InPlace(Aten.bitwise_not_, this);

        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor arccos() => acos();

        public Tensor arccos_() => acos_();

        public Tensor arcsin() => asin();

        public Tensor arcsin_() => asin_();

        public Tensor arctan() => atan();

        public Tensor arctan_() => atan_();

        public Tensor fix() => trunc();

        public Tensor fix_() => trunc_();

        public Tensor negative() => neg();

        public Tensor arcsinh() => Aten.asinh.One(this);

        public Tensor arcsinh_() => InPlace(Aten.asinh_, this);

        public Tensor asinh() => arcsinh();

        public Tensor asinh_() => arcsinh_();

        public Tensor arccosh() => Aten.acosh.One(this);

        public Tensor arccosh_() => InPlace(Aten.acosh_, this);

        public Tensor acosh() => arccosh();

        public Tensor acosh_() => arccosh_();

        public Tensor arctanh() => Aten.atanh.One(this);

        public Tensor arctanh_() => InPlace(Aten.atanh_, this);

        public Tensor atanh() => arctanh();

        public Tensor atanh_() => arctanh_();

        public Tensor square() => pow(2);

        public Tensor positive() => Aten.positive.One(this);

        public Tensor signbit() => Aten.signbit.One(this);

        public Tensor round(long decimals = 0L) => Aten.round.One(this, decimals);

        public Tensor round_(long decimals = 0L) => InPlace(Aten.round_, this, decimals);

        public Tensor isnan() => Aten.isnan.One(this);

        public Tensor isinf() => Aten.isinf.One(this);

        public Tensor isfinite() => Aten.isfinite.One(this);

        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) => Aten.nan_to_num.One(this, nan, posinf, neginf);

        public Tensor nan_to_num_(double nan = 0d, double? posinf = null, double? neginf = null) => InPlace(Aten.nan_to_num_, this, nan, posinf, neginf);

        /// <summary>Runs an operator in place and returns the tensor it changed.</summary>
        private static Tensor InPlace(Op op, params ReadOnlySpan<Arg> args)
        {
            op.Run(args);
            return (Tensor)args[0].Held!;
        }
    }
}
