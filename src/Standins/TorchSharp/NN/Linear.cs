using TorchSharp.Modules;
using TorchSharp.Native;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        [ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        internal Linear(Parameter weight, Parameter? bias = null) : base(nameof(Linear))
        {
            (in_features, out_features) = (weight.shape[1], weight.shape[0]);
            this.weight = weight;
            if (bias is not null)
                this.bias = bias;
        }

        internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
        {
            (in_features, out_features) = (inputSize, outputSize);
            weight = empty(outputSize, inputSize, dtype, device).AsParameter();
            nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
            if (hasBias)
            {
                bias = empty(outputSize, dtype, device).AsParameter();
                var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
                nn.init.uniform_(bias, -bound, bound);
            }
        }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias?.Dispose();
                _bias = value?.DetachFromDisposeScope() as Parameter;
                ConditionallyRegisterParameter(nameof(bias), _bias);
            }
        }

        public Parameter weight
        {
            get => _weight!;
            set
            {
                if (value.Handle == _weight?.handle)
                    return;
                _weight?.Dispose();
                _weight = (Parameter)value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), _weight);
            }
        }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            _weight?.Dispose();
            _bias?.Dispose();
        }

        protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => Replace(dtype, device);

        protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => Replace(null, new Device(deviceType, deviceIndex));

        protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => Replace(dtype, null);

        private nn.Module Replace(ScalarType? dtype, Device? device)
        {
            if (_weight is not null && ReplaceParameter(dtype, device, _weight, out var w))
                weight = w!;
            if (_bias is not null && ReplaceParameter(dtype, device, _bias, out var b))
                bias = b;
            return this;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

            public static partial class functional
            {
                public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.linear.One(input, weights, bias);
            }
        }
    }
}
