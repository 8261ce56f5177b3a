using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent with momentum.</summary>
    public partial class SGD : OptimizerHelper, IMomentum
    {
        public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        {
            if (lr < 0)
                throw new ArgumentException($"Invalid learning rate: {lr}");
            if (momentum < 0)
                throw new ArgumentException($"Invalid momentum value: {momentum}");
            if (weight_decay < 0)
                throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
            if (nesterov && (momentum <= 0 || dampening != 0))
                throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
            _defaults = new Options { LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize };
            foreach (var group in parameters)
                add_param_group(group);
        }

        public double Momentum
        {
            get => Defaults.momentum!.Value;
            set => Defaults.momentum = value;
        }

        private Options Defaults => (Options)_defaults;

        public override Tensor? step(Func<Tensor>? closure = null) => Step<ParamGroup>(Step, closure);

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            param_group.Options ??= new Options();
            var options = (Options)param_group.Options;
            options.LearningRate ??= Defaults.LearningRate;
            options.momentum ??= Defaults.momentum;
            options.dampening ??= Defaults.dampening;
            options.weight_decay ??= Defaults.weight_decay;
            options.nesterov ??= Defaults.nesterov;
            options.maximize ??= Defaults.maximize;
            options.InitialLearningRate = options.LearningRate!.Value;
            _parameter_groups.Add(param_group);
            foreach (var parameter in param_group.Parameters)
                _state[parameter.Handle] = new State(parameter);
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            foreach (var state in _state.Values)
                ((State)state).Dispose();
        }

        private void Step(ParamGroup group)
        {
            var options = group.Options;
            var (momentum, dampening, decay) = (options.momentum!.Value, options.dampening!.Value, options.weight_decay!.Value);
            foreach (var parameter in group.Parameters)
            {
                var grad = parameter.grad;
                if (grad is null)
                    continue;
                if (decay != 0)
                    grad = grad.add(parameter, alpha: decay);
                if (momentum != 0)
                {
                    var state = (State)_state[parameter.handle];
                    if (state.momentum_buffer is null)
                        state.momentum_buffer = grad.clone().detach().DetachFromDisposeScope();
                    else
                        state.momentum_buffer.mul_(momentum).add_(grad, alpha: 1 - dampening);
                    grad = options.nesterov!.Value ? grad.add(state.momentum_buffer, alpha: momentum) : state.momentum_buffer;
                }
                var rate = options.LearningRate!.Value;
                parameter.add_(grad, alpha: options.maximize!.Value ? rate : -rate);
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(pair => pair.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
