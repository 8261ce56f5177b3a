using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // What a module holds, by name.
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _submodules.Select(pair => (pair.Key, pair.Value));
            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                named_children().Concat(named_children().SelectMany(child => child.module.named_modules().Select(deep => ($"{child.name}.{deep.name}", deep.module))));

            public virtual IEnumerable<Module> modules() => named_modules().Select(pair => pair.module);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var deep = recurse ? _submodules.SelectMany(child => child.Value.named_parameters().Select(p => (name: $"{child.Key}.{p.name}", p.parameter))) : [];
                return _parameters.Select(pair => (name: pair.Key, parameter: pair.Value)).Concat(deep)
                    .Where(pair => pair.parameter.handle != 0).DistinctBy(pair => pair.parameter.handle);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(pair => pair.parameter);

            // As in TorchSharp, a buffer that does not persist is never listed.
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var deep = recurse ? _submodules.SelectMany(child => child.Value.named_buffers(true, include_nonpersistent).Select(b => (name: $"{child.Key}.{b.name}", b.buffer))) : [];
                return _buffers.Where(pair => pair.Value.persistent).Select(pair => (name: pair.Key, buffer: pair.Value.tensor)).Concat(deep)
                    .Where(pair => pair.buffer.handle != 0).DistinctBy(pair => pair.buffer.handle);
            }

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Tensor? get_buffer(string target) =>
                _buffers.TryGetValue(target, out var own) ? own.tensor : Below(target, (module, rest) => module.get_buffer(rest));

            public virtual Parameter? get_parameter(string target) =>
                _parameters.TryGetValue(target, out var own) ? own : Below(target, (module, rest) => module.get_parameter(rest));

            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(start + name, parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(start + name, buffer);
                return destination;
            }

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var destination = state_dict();
                var unexpected = source.Keys.Where(key => !skip.Contains(key) && !destination.ContainsKey(key)).ToList();
                var missing = destination.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                using var _ = no_grad();
                foreach (var (key, value) in source)
                {
                    if (!skip.Contains(key) && destination.TryGetValue(key, out var target))
                        target.copy_(value);
                }
                return (missing, unexpected);
            }

            private T? Below<T>(string target, Func<Module, string, T?> find) where T : class
            {
                var dot = target.IndexOf('.');
                return dot < 0
                    ? null
                    : named_children().Where(child => child.name == target[..dot]).Select(child => find(child.module, target[(dot + 1)..])).FirstOrDefault(found => found is not null);
            }
        }
    }
}
