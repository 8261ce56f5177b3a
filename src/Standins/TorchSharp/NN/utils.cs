using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients so that their joint norm is at most max_norm; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var gradients = tensors.Select(p => p.grad).OfType<Tensor>().ToArray();
                if (gradients.Length == 0)
                    return 0.0;
                var norms = stack(gradients.Select(g => g.norm((float)norm_type)));
                var total = norms.norm((float)norm_type);
                var factor = (max_norm / (total + 1e-6)).clamp_max(1.0);
                foreach (var gradient in gradients)
                    gradient.mul_(factor);
                return total.ToDouble();
            }
        }
    }
}
