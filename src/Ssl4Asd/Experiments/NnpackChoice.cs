using System.Runtime.InteropServices;

namespace Ssl4Asd.Experiments;

/// <summary>
/// libtorch asks NNPACK, an older library, for some small convolutions, and where it does not know the processor libtorch says so on stderr, each time
/// anew. Not asked, they are computed as they would be after that, and the same way on all processors. PyTorch has
/// <c>torch.backends.nnpack</c> for it; TorchSharp has no name for the function.
/// </summary>
internal static partial class NnpackChoice
{
    /// <summary>Leaves NNPACK out; does nothing on Windows, where C++ functions have other names.</summary>
    internal static void LeaveOut()
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            SetUserEnabled(GlobalContext(), 0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // another libtorch; it works, with its warnings
        }
    }

    // at::globalContext()
    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint GlobalContext();

    // at::Context::setUserEnabledNNPACK(bool)
    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb")]
    private static partial void SetUserEnabled(nint context, byte isEnabled);
}
