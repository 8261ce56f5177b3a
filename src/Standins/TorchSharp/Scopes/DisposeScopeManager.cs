namespace TorchSharp;

/// <summary>The stack of dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? t_instance;

    internal static DisposeScopeManager ThreadSingleton => t_instance ??= new DisposeScopeManager();
    internal DisposeScope? CurrentDisposeScope { get; private set; }
    internal LifetimeStatistics Tensors => StatisticsInstance.TensorStatistics;

    private ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;
    internal DisposeScope NewDisposeScope() => CurrentDisposeScope = new DisposeScope(this);

    /// <summary>Puts a new tensor into the innermost scope, if there is one, and counts it.</summary>
    internal DisposeScope? Register(torch.Tensor tensor)
    {
        if (CurrentDisposeScope is null)
        {
            Tensors.CreatedOutsideScopeCount++;
            return null;
        }
        Tensors.CreatedInScopeCount++;
        CurrentDisposeScope.Disposables.Add(tensor);
        return CurrentDisposeScope;
    }

    internal void CountDisposal(torch.Tensor tensor)
    {
        if (tensor.OwningDisposeScope is null)
            Tensors.DisposedOutsideScopeCount++;
        else
            Tensors.DisposedInScopeCount++;
    }

    /// <summary>Scopes are usually disposed innermost first; one in the middle is unlinked.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (ReferenceEquals(CurrentDisposeScope, scope))
        {
            CurrentDisposeScope = scope.OuterScope;
            return;
        }
        for (var inner = CurrentDisposeScope; inner is not null; inner = inner.OuterScope)
        {
            if (ReferenceEquals(inner.OuterScope, scope))
            {
                inner.OuterScope = scope.OuterScope;
                return;
            }
        }
    }
}
