using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers of its own; the same seed gives the same numbers.</summary>
    public class Generator : IDisposable
    {
        internal unsafe Generator(Device device, bool shared, ulong seed)
        {
            this.device = device;
            nint handle;
            Shim.Check(Shim.st_generator((long)device.type, device.index, shared ? 1 : 0, seed, &handle));
            Handle = handle;
        }

        public Generator(ulong seed = 0, Device? device = null) : this(device ?? CPU, false, seed)
        {
        }

        ~Generator() => Dispose(false);

        public IntPtr Handle { get; private set; }
        public Device device { get; private set; }
        public static Generator Default => new(CPU, true, 0);

        public unsafe Tensor get_state()
        {
            nint state;
            Shim.Check(Shim.st_generator_state(Handle, &state));
            return new Tensor(state);
        }

        public void set_state(Tensor value) => Shim.Check(Shim.st_generator_set_state(Handle, value.Handle));

        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.st_generator_seed(Handle, (ulong)seed));
            return this;
        }

        public unsafe long initial_seed()
        {
            ulong seed;
            Shim.Check(Shim.st_generator_initial_seed(Handle, &seed));
            return (long)seed;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle == 0)
                return;
            Shim.st_generator_free(Handle);
            Handle = 0;
        }
    }
}
