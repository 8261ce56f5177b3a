using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What the optimizers share: steps without gradients, state by parameter.</summary>
public abstract class OptimizerHelper : Optimizer
{
    private protected readonly Dictionary<IntPtr, OptimizerState> _state = [];
    private protected OptimizerOptions _defaults = new();

    private protected OptimizerHelper()
    {
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireEqual(state_dict.Options.Count, own.Options.Count, "parameter groups");
        RequireEqual(state_dict.State.Count, own.State.Count, "states");
        foreach (var (target, source) in own.Options.Zip(state_dict.Options).Where(pair => pair.First != pair.Second))
            target.LoadStateDict(source);
        foreach (var (target, source) in own.State.Zip(state_dict.State).Where(pair => pair.First != pair.Second))
            target.LoadStateDict(source);
    }

    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            foreach (var parameter in group.Parameters)
                result.State.Add(_state[parameter.Handle]);
        }
        return result;
    }

    /// <summary>Sets the gradients to zero; unlike a module's zero_grad it keeps their tensors.</summary>
    public override void zero_grad()
    {
        foreach (var parameter in parameters())
        {
            using var grad = parameter.grad;
            grad?.zero_();
        }
    }

    private protected Tensor? Step<T>(Action<T> body, Func<Tensor>? closure) where T : ParamGroup
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var _ = enable_grad();
            loss = closure();
        }
        using var none = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss;
    }

    private static void RequireEqual(int given, int own, string what)
    {
        if (given != own)
            throw new ArgumentException($"Invalid optimizer state -- different number of {what}.");
    }
}
