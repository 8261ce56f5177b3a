using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradMode(false);
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);
    public static bool is_grad_enabled() => Shim.st_grad_enabled() != 0;
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = Shim.st_grad_enabled();

        internal GradMode(bool enabled) => Shim.st_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => Shim.st_set_grad_enabled(_before);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _guard = Shim.st_inference_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_guard != 0)
                Shim.st_inference_leave(_guard);
            _guard = 0;
        }
    }
}
