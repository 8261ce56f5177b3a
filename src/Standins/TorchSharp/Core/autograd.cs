using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var (from, to, weights) = (Handles(outputs), Handles(inputs), Handles(grad_outputs));
            var results = new nint[to.Length];
            fixed (nint* f = from, t = to, w = weights, r = results)
                Shim.Check(Shim.st_autograd_grad(f, from.Length, t, to.Length, w, weights.Length, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, r));
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return results.Select(handle => new Tensor(handle)).ToList();
        }

        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var (roots, weights, leaves) = (Handles(tensors), Handles(grad_tensors), Handles(inputs));
            fixed (nint* r = roots, w = weights, l = leaves)
                Shim.Check(Shim.st_backward(r, roots.Length, w, weights.Length, l, leaves.Length, (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0));
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : tensors.Select(t => t.Handle).ToArray();
    }
}
