namespace TorchSharp;

public static partial class torch
{
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    public static Device MPS { get; } = new(DeviceType.MPS);

    public static readonly Device CPU = new(DeviceType.CPU);

    public static readonly Device META = new(DeviceType.META);

    private static Device s_defaultDevice = CPU;

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(DeviceType.CUDA, index);

    public static Device get_default_device() => s_defaultDevice;

    public static void set_default_device(Device device) => s_defaultDevice = device;

    public static void set_default_device(string device) => s_defaultDevice = new Device(device);

    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType == DeviceType.CPU || deviceType == DeviceType.CUDA && cuda.is_available();

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    public static Device InitializeDevice(Device? device) => device ?? get_default_device();

    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Enum.Parse<DeviceType>(parts[0].ToUpperInvariant());
            if (parts.Length == 2)
                index = int.Parse(parts[1]);
        }

        public Device(string deviceType, int index = -1) : this(Enum.Parse<DeviceType>(deviceType.ToUpperInvariant()), index)
        {
        }

        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        public Device(int index) : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; private set; } = DeviceType.CPU;

        public int index { get; private set; } = -1;

        public override string ToString() =>
            type == DeviceType.CPU ? "cpu" : index == -1 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        public static implicit operator Device(string description) => new(description);
    }
}
