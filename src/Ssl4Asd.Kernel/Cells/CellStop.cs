using System.ComponentModel;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>
/// What <see cref="CellChecks"/> makes cells ask while they run: whether to stop. One for the whole process, so that
/// threads which a cell left behind stop too.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellStop
{
    /// <summary>Set by an interrupt until the next cell begins. A volatile field: a check is one read, which a property would be only after tiering.</summary>
    public static volatile bool Requested;

    // How much deeper a thread's stack may grow before it is measured again; .NET reports far earlier than that.
    private const int Stride = 16 * 1024;

    // The complement of the address below which the stack is measured again: 0, where nothing was measured, is above all.
    [ThreadStatic] private static nuint unmeasured;

    /// <summary>Leaves the cell. Apart from the check, so that this stays small and a loop's variables stay in registers.</summary>
    /// <exception cref="CellInterruptedException">Always.</exception>
    public static void Throw() => throw new CellInterruptedException();

    /// <summary>The check of a function's body: recursion without end becomes an error instead of a dead process.</summary>
    /// <exception cref="CellInterruptedException">The cell was interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is nearly used up.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Enter()
    {
        byte here;
        if (Requested) Throw();
        if ((nuint)(&here) < ~unmeasured) Measure((nuint)(&here));
    }

    // asking .NET at every call would make calls four times slower
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Measure(nuint here)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        unmeasured = ~(here - Stride);
    }

    /// <summary>The check of an expression: its value.</summary>
    public static T Pass<T>(T value)
    {
        if (Requested) Throw();
        return value;
    }

    /// <summary>What a cell awaits, or its end by an interrupt.</summary>
    public static Task Until(Task task) => task.WaitAsync(RunningCell.Token);

    /// <inheritdoc cref="Until(Task)"/>
    public static Task<T> Until<T>(Task<T> task) => task.WaitAsync(RunningCell.Token);

    /// <summary>What else can be awaited is waited for as it is.</summary>
    public static T Until<T>(T awaitable) => Pass(awaitable);
}

/// <summary>The cell was stopped.</summary>
public sealed class CellInterruptedException() : OperationCanceledException("The cell was interrupted.");
