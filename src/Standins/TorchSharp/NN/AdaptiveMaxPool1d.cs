using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class AdaptiveMaxPool1d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveMaxPool1d(long output_size) : base(nameof(AdaptiveMaxPool1d)) => this.output_size = output_size;

        public long output_size { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool1d(input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) => new(output_size);

            public static partial class functional
            {
                public static Tensor adaptive_max_pool1d(Tensor input, long output_size)
                {
                    var (result, indices) = adaptive_max_pool1d_with_indices(input, output_size);
                    indices.Dispose();
                    return result;
                }

                public static (Tensor Values, Tensor Indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size) =>
                    Aten.adaptive_max_pool1d.Two(input, new[] { output_size });
            }
        }
    }
}
