using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Shim.st_requires_grad(Handle) != 0;
            set => Shim.Check(Shim.st_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>The gradient, as a new tensor object over the same memory each time, or null.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint result;
                Shim.Check(Shim.st_grad(Handle, &result));
                return result == 0 ? null : new Tensor(result);
            }
            set => Shim.Check(Shim.st_set_grad(Handle, value?.Handle ?? 0));
        }

        public unsafe void backward()
        {
            var root = Handle;
            Shim.Check(Shim.st_backward(&root, 1, null, 0, null, 0, 0, 0));
            GC.KeepAlive(this);
        }

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Aten.detach.One(this);
    }
}
