using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => InPlace(Aten.bernoulli__float, this, p, generator);
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => InPlace(Aten.normal_, this, mean, std, generator);
        public Tensor uniform_(double from, double to, Generator? generator = null) => InPlace(Aten.uniform_, this, from, to, generator);

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Aten.zeros_like.One(this, dtype, Arg.None, device).with_requires_grad(requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Aten.ones_like.One(this, dtype, Arg.None, device).with_requires_grad(requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Aten.rand_like.One(this, dtype, Arg.None, device).with_requires_grad(requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Aten.randn_like.One(this, dtype, Arg.None, device).with_requires_grad(requires_grad);
    }
}
