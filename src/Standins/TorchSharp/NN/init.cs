namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Initial values, drawn from the default generator.</summary>
        public static class init
        {
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);
            public static Tensor constant_(Tensor tensor, Scalar val) => Fill(tensor, t => t.fill_(val));

            // As in TorchSharp, the generator is not used.
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                Fill(tensor, t => t.uniform_(low, high));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Fill(tensor, t => t.normal_(mean, std));

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                var field = shape[2..].Aggregate(1L, (product, size) => product * size);
                return (shape[1] * field, shape[0] * field);
            }

            /// <summary>What a new layer starts from: the weight of He et al. with a slope of √5, and a bias as small.</summary>
            internal static void Layer(Tensor weight, Tensor? bias)
            {
                var (fanIn, _) = CalculateFanInAndFanOut(weight);
                var slope = Math.Sqrt(5);
                var bound = Math.Sqrt(3.0) * (Math.Sqrt(2.0 / (1 + slope * slope)) / Math.Sqrt(fanIn));
                uniform_(weight, -bound, bound);
                if (bias is null || fanIn == 0)
                    return;
                bound = 1 / Math.Sqrt(fanIn);
                uniform_(bias, -bound, bound);
            }

            private static Tensor Fill(Tensor tensor, Action<Tensor> fill)
            {
                using var _ = no_grad();
                fill(tensor);
                return tensor;
            }
        }
    }
}
