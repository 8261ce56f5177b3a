using System.Runtime.InteropServices;

namespace Ssl4Asd.Experiments;

/// <summary>
/// libtorch's threads spin while they wait for each other. Alone on a machine that gains nothing that could be measured
/// here; beside other work it takes the cores from the very thread that is waited for, and training becomes many times
/// slower. So they are told to sleep, unless the user has decided otherwise by OMP_WAIT_POLICY.
/// </summary>
internal static partial class ThreadWaiting
{
    /// <summary>Call before libtorch is loaded: its OpenMP reads the environment once. Does nothing on Windows.</summary>
    internal static void Sleep()
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            // Environment.SetEnvironmentVariable does not reach native code
            _ = setenv("OMP_WAIT_POLICY", "passive", overwrite: 0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // a C library by another name
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
