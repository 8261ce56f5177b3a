using TorchSharp.Interop;

namespace TorchSharp;

// What belongs to the machine and to the library: version, threads, CUDA.
public static partial class torch
{
    public static string __version__ => Shim.Version;
    public static int get_num_threads() => Shim.st_threads();
    public static void set_num_threads(int num) => Shim.Check(Shim.st_set_threads(num));
    public static bool cuda_is_available() => cuda.is_available();

    public static partial class cuda
    {
        private static readonly Lazy<int> s_count = new(Shim.st_cuda_count);

        public static bool is_available() => device_count() > 0;
        public static int device_count() => s_count.Value;
        public static void synchronize(Device? device = null) => Shim.Check(Shim.st_cuda_synchronize(device?.index ?? -1));
    }
}
