using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The C ABI of native/shim.cpp. Functions that return a status return nonzero on failure.</summary>
internal static unsafe partial class Shim
{
    private const string Library = "StandinsTorch";

    static Shim() => NativeLibrary.SetDllImportResolver(typeof(Shim).Assembly, Load);

    [DllImport(Library)] private static extern nint st_last_error();
    [DllImport(Library, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    internal static extern int st_find([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string overload, nint* op);
    [DllImport(Library)] internal static extern int st_call(nint op, NativeArg* args, int count, NativeArg* results, int* resultCount);
    [DllImport(Library)] internal static extern void st_free_list(nint list);

    [DllImport(Library)] internal static extern void st_free(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern long st_dim(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern long st_numel(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern long st_element_size(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern int st_dtype(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern int st_device_type(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern int st_device_index(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern int st_requires_grad(nint t);
    [DllImport(Library)] internal static extern int st_is_leaf(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern int st_is_contiguous(nint t);
    [DllImport(Library), SuppressGCTransition] internal static extern void st_sizes(nint t, long* sizes);
    [DllImport(Library), SuppressGCTransition] internal static extern void st_strides(nint t, long* strides);
    [DllImport(Library)] internal static extern int st_data(nint t, void** data);

    [DllImport(Library)] internal static extern int st_set_requires_grad(nint t, int on);
    [DllImport(Library)] internal static extern int st_grad(nint t, nint* grad);
    [DllImport(Library)] internal static extern int st_set_grad(nint t, nint grad);
    [DllImport(Library)] internal static extern int st_backward(nint* roots, long n, nint* gradients, long ng, nint* inputs, long ni, int retain, int create);
    [DllImport(Library)] internal static extern int st_autograd_grad(nint* outputs, long n, nint* inputs, long ni, nint* gradients, long ng, int retain, int create, int allowUnused, nint* results);
    [DllImport(Library), SuppressGCTransition] internal static extern int st_grad_enabled();
    [DllImport(Library), SuppressGCTransition] internal static extern void st_set_grad_enabled(int on);
    [DllImport(Library)] internal static extern nint st_inference_enter(int on);
    [DllImport(Library)] internal static extern void st_inference_leave(nint mode);

    [DllImport(Library)] internal static extern int st_manual_seed(ulong seed);
    [DllImport(Library)] internal static extern int st_generator(long type, long index, int shared, ulong seed, nint* generator);
    [DllImport(Library)] internal static extern void st_generator_free(nint g);
    [DllImport(Library)] internal static extern int st_generator_seed(nint g, ulong seed);
    [DllImport(Library)] internal static extern int st_generator_initial_seed(nint g, ulong* seed);
    [DllImport(Library)] internal static extern int st_generator_state(nint g, nint* state);
    [DllImport(Library)] internal static extern int st_generator_set_state(nint g, nint state);

    [DllImport(Library)] private static extern nint st_version();
    [DllImport(Library)] internal static extern int st_threads();
    [DllImport(Library)] internal static extern int st_set_threads(int n);
    [DllImport(Library)] internal static extern int st_cuda_count();
    [DllImport(Library)] internal static extern int st_cuda_synchronize(long index);

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? path) =>
        NativeLibrary.TryLoad(name, assembly, path, out var library)
            ? library
            : throw new NotSupportedException("libStandinsTorch.so or the libtorch that it needs cannot be loaded");

    internal static string LastError => Marshal.PtrToStringUTF8(st_last_error()) ?? "";
    internal static string Version => Marshal.PtrToStringUTF8(st_version()) ?? "";

    /// <summary>Turns the status of a call into the exception that TorchSharp throws.</summary>
    internal static void Check(int status)
    {
        if (status != 0)
            Throw();
    }

    internal static void Check(int status, string message)
    {
        if (status != 0)
            throw new ExternalException(message);
    }

    private static void Throw() => throw new ExternalException(LastError);
}
