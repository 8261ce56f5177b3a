using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Moving a module to another device or type. Parameters become new tensors; fields follow.
        public partial class Module
        {
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                return Move(dtype, Available(device), non_blocking);
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                var device = Available(new Device(deviceType, deviceIndex));
                return IsOn(device) ? this : Move(null, device, non_blocking);
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                return Move(dtype, null, non_blocking);
            }

            /// <summary>A module remembers where it was moved last; a layer looks at its tensors instead.</summary>
            private protected virtual bool IsOn(Device device) => device.type == _deviceType && device.index == _deviceIndex;

            private static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                var (type, target) = (dtype ?? buffer.dtype, device ?? buffer.device);
                result = null;
                if (!buffer.WillCopy(type, target))
                    return false;
                result = buffer.to(Kept(buffer, type), target, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            private static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                var (type, target) = (dtype ?? param.dtype, device ?? param.device);
                using var grad = param.grad;
                p = null;
                if (!param.WillCopy(type, target))
                    return false;
                using var _ = no_grad();
                p = new Parameter(param.to(Kept(param, type), target), param.requires_grad);
                p.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using var moved = grad.to(Kept(param, type), target).with_requires_grad(grad.requires_grad);
                    p.grad = moved;
                }
                return true;
            }

            private static ScalarType Kept(Tensor tensor, ScalarType type) => tensor.is_floating_point() || tensor.is_complex() ? type : tensor.dtype;

            private static void RequireFloating(ScalarType dtype)
            {
                if (!is_floating_point(dtype) && !is_complex(dtype))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
            }

            private static Device Available(Device device)
            {
                if (device.type != DeviceType.CUDA)
                    return new Device(device.type);
                return cuda.is_available() ? device : throw new InvalidOperationException("CUDA is not available.");
            }

            private Module Move(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var child in children())
                {
                    if (device is null)
                        child._to(dtype!.Value, non_blocking);
                    else if (dtype is null)
                        child._to(device.type, device.index, non_blocking);
                    else
                        child._to(device, dtype.Value, non_blocking);
                }
                var fields = Fields(GetType()).ToLookup(field => field.ComponentName());
                foreach (var (name, parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var moved))
                        continue;
                    if (GetType().GetProperty(name) is { CanWrite: true } property)
                    {
                        property.SetValue(this, moved);
                        continue;
                    }
                    parameter.Dispose();
                    ConditionallyRegisterParameter(name, moved);
                    Set(fields[name], moved);
                }
                foreach (var (name, buffer) in named_buffers(false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var moved))
                        continue;
                    if (GetType().GetProperty(name) is { CanWrite: true } property)
                    {
                        property.SetValue(this, moved);
                        continue;
                    }
                    ConditionallyRegisterBuffer(name, moved);
                    Set(fields[name], moved);
                }
                if (device is not null)
                    (_deviceType, _deviceIndex) = (device.type, device.index);
                return this;
            }

            private void Set(IEnumerable<FieldInfo> fields, object? value) => fields.FirstOrDefault()?.SetValue(this, value);
        }
    }
}
