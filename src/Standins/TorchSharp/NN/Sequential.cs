using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>
    /// One module after another. It disposes what passes between them, so a module that returns its
    /// input must return an alias of it.
    /// </summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<(string name, nn.IModule<Tensor, Tensor> module)> _modules = [];

        internal Sequential() : base(nameof(Sequential))
        {
        }

        protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : this()
        {
            foreach (var (name, module) in modules)
                append(name, module);
        }

        protected Sequential(params nn.Module<Tensor, Tensor>[] modules) : this()
        {
            foreach (var module in modules)
                append(module);
        }

        public int Count => _modules.Count;

        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => _modules[index].module;

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            _modules.Add((name, module));
            return this;
        }

        public Sequential append(nn.IModule<Tensor, Tensor> module) => append(_modules.Count.ToString(), module);

        public override Tensor forward(Tensor tensor)
        {
            if (_modules.Count == 0)
                return tensor.alias();
            var result = _modules[0].module.call(tensor);
            foreach (var (_, module) in _modules[1..])
            {
                using var before = result;
                result = module.call(before);
            }
            return result;
        }

        public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
        {
            var seen = new HashSet<IntPtr> { 0 };
            return recurse
                ? named_children().SelectMany(child => child.module.named_parameters().Select(p => ($"{child.name}.{p.name}", p.parameter))).Where(p => seen.Add(p.parameter.handle))
                : [];
        }

        public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
        {
            var seen = new HashSet<IntPtr> { 0 };
            return recurse
                ? named_children().SelectMany(child => child.module.named_buffers(true, include_persistent).Select(b => ($"{child.name}.{b.name}", b.buffer))).Where(b => seen.Add(b.buffer.handle))
                : [];
        }

        public override IEnumerable<(string name, nn.Module module)> named_children() => _modules.Select(pair => (pair.name, (nn.Module)pair.module));

        public override nn.Module apply(Action<nn.Module> fn)
        {
            foreach (var child in children())
                child.apply(fn);
            fn(this);
            return this;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                foreach (var child in children())
                    child.Dispose();
            }
            base.Dispose(disposing);
        }

        protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => Each(child => child._to(device, dtype, non_blocking));

        protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => Each(child => child._to(deviceType, deviceIndex, non_blocking));

        protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => Each(child => child._to(dtype, non_blocking));

        private Sequential Each(Action<nn.Module> action)
        {
            foreach (var child in children())
                action(child);
            return this;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) =>
                modules.Aggregate(new Sequential(), (all, next) => all.append(next.name, next.submodule));

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
                modules.Aggregate(new Sequential(), (all, next) => all.append(next));
        }
    }
}
