using TorchSharp.Native;

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

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.one_hot.One(x, num_classes);

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Reflect => Aten.pad.One(input, pad, "reflect"),
                PaddingModes.Replicate => Aten.pad.One(input, pad, "replicate"),
                PaddingModes.Circular => Aten.pad.One(input, pad, "circular"),
                _ => Aten.pad.One(input, pad, "constant", value),
            };

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, Pair(pad), mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2, pad.Item3, pad.Item4 }, mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, Enumerable.Repeat(pad, 2 * (int)input.ndim).ToArray(), mode, value);
        }
    }
}
