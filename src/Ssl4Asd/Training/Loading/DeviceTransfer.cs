using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Training.Loading;

/// <summary>The way from host memory to a device that keeps neither waiting.</summary>
internal static class DeviceTransfer
{
    /// <summary>
    /// Takes a tensor over and brings it to a device. To a GPU it goes through page-locked memory, which it reads by itself
    /// while the host goes on; libtorch keeps that memory until it was read, though we dispose of it at once.
    /// </summary>
    /// <param name="host">A tensor on the CPU; not to be used any more.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <returns>The same values; the tensor itself where the device is the CPU.</returns>
    internal static Tensor ToDevice(this Tensor host, Device device)
    {
        if (device.type == DeviceType.CPU)
            return host;
        using (host)
        using (var pinned = host.pin_memory())
            return pinned.to(device, non_blocking: true);
    }
}
