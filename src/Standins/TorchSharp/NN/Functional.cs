using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = Aten.norm_ScalarOpt_dim.One(input, p, new[] { dim }, true);
                using var floor = norm.clamp_min(eps);
                using var shaped = floor.expand_as(input);
                return input.div(shaped);
            }

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.linear.One(input, weights, bias);

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor input, long dim) => input.log_softmax(dim);

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.one_hot.One(x, num_classes);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Reflect => Aten.pad.One(input, pad.ToArray(), "reflect"),
                PaddingModes.Replicate => Aten.pad.One(input, pad.ToArray(), "replicate"),
                PaddingModes.Circular => Aten.pad.One(input, pad.ToArray(), "circular"),
                _ => Aten.pad.One(input, pad.ToArray(), "constant", value),
            };

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, Pair(pad), mode, value);
        }
    }
}
