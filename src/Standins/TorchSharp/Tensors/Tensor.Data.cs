using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>() where T : unmanaged =>
            NumberOfElements == 1 ? data<T>()[0] : throw new ArgumentException("Number of elements in the tensor must be 1");

        public Scalar ToScalar()
        {
            var value = Aten.item.Value(this);
            return value.Tag switch
            {
                Tag.Bool => (value.Value != 0).ToScalar(),
                Tag.Int => value.Value.ToScalar(),
                Tag.Double => BitConverter.Int64BitsToDouble(value.Value).ToScalar(),
                _ => new System.Numerics.Complex(BitConverter.Int64BitsToDouble(value.Value), BitConverter.Int64BitsToDouble(value.Extra)).ToScalar(),
            };
        }

        public unsafe Span<byte> bytes
        {
            get
            {
                var length = ValidateBytes("Bytes");
                return new Span<byte>(DataPointer, length);
            }
            set
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (NumberOfElements * ElementSize != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>(DataPointer, value.Length));
            }
        }

        public double ReadCpuDouble(long i) => TensorAccessor<double>.ReadItemAt(this, i);

        public float ReadCpuSingle(long i) => TensorAccessor<float>.ReadItemAt(this, i);

        public int ReadCpuInt32(long i) => TensorAccessor<int>.ReadItemAt(this, i);

        public long ReadCpuInt64(long i) => TensorAccessor<long>.ReadItemAt(this, i);

        public byte ReadCpuByte(long i) => TensorAccessor<byte>.ReadItemAt(this, i);

        public bool ReadCpuBool(long i) => TensorAccessor<bool>.ReadItemAt(this, i);

        public T ReadCpuValue<T>(long i) where T : unmanaged => TensorAccessor<T>.ReadItemAt(this, i);

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024) => stream.Write(bytes);

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024) => stream.ReadExactly(bytes);

        internal unsafe void* DataPointer
        {
            get
            {
                void* data;
                Shim.Check(Shim.st_data(Handle, &data));
                return data;
            }
        }

        internal void ValidateType(Type type)
        {
            if (torch.ToScalarType(type) != dtype)
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }

        private int ValidateBytes(string caller)
        {
            var length = NumberOfElements * ElementSize;
            if (!is_contiguous())
                throw new InvalidOperationException($"{caller}() called on non-contiguous tensor.");
            if (length > int.MaxValue)
                throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            return (int)length;
        }
    }
}
