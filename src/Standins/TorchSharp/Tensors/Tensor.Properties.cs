using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Shim.st_dim(Handle);
        public long dim() => Dimensions;
        public long ndim => Dimensions;

        public long NumberOfElements => Shim.st_numel(Handle);
        public long numel() => NumberOfElements;
        public long ElementSize => Shim.st_element_size(Handle);

        public ScalarType dtype => (ScalarType)Shim.st_dtype(Handle);
        public bool is_integral() => torch.is_integral(dtype);
        public bool is_floating_point() => torch.is_floating_point(dtype);
        public bool is_complex() => torch.is_complex(dtype);

        public DeviceType device_type => (DeviceType)Shim.st_device_type(Handle);
        public int device_index => Shim.st_device_index(Handle);
        public Device device => device_type == DeviceType.CPU ? new Device(DeviceType.CPU) : new Device(device_type, device_index);
        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_leaf => Shim.st_is_leaf(Handle) != 0;
        public bool is_contiguous() => Shim.st_is_contiguous(Handle) != 0;

        public unsafe long[] shape
        {
            get
            {
                var result = new long[Dimensions];
                fixed (long* sizes = result)
                    Shim.st_sizes(Handle, sizes);
                return result;
            }
        }

        public long[] size() => shape;

        public long size(int dim)
        {
            var sizes = shape;
            if (dim < -sizes.Length || dim >= sizes.Length)
                Shim.Check(1, $"Dimension out of range (expected to be in range of [{-sizes.Length}, {sizes.Length - 1}], but got {dim})");
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public unsafe long[] stride()
        {
            var result = new long[Dimensions];
            fixed (long* strides = result)
                Shim.st_strides(Handle, strides);
            return result;
        }
    }
}
