using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// What <see cref="CellChecks"/> makes cells ask while they run: whether to stop. One for the whole process, so that
/// threads which a cell left behind stop too.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellStop
{
    /// <summary>Set by an interrupt until the next cell begins. A field, and volatile, so that a check is one read.</summary>
    [SuppressMessage("Design", "CA1051", Justification = "a property would be as fast only after tiering")]
    public static volatile bool Requested;

    /// <summary>Leaves the cell. Apart from the check, which stays small enough for the JIT to keep loops tight.</summary>
    /// <exception cref="CellInterruptedException">Always.</exception>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Throw() => throw new CellInterruptedException();

    /// <summary>The check of a function's body: recursion without end becomes an error instead of a dead process.</summary>
    /// <exception cref="CellInterruptedException">The cell was interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is nearly used up.</exception>
    public static void Enter()
    {
        if (Requested) Throw();
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>The check of a condition: true.</summary>
    /// <exception cref="CellInterruptedException">The cell was interrupted.</exception>
    public static bool Pass()
    {
        if (Requested) Throw();
        return true;
    }

    /// <summary>The check of an expression: its value.</summary>
    /// <exception cref="CellInterruptedException">The cell was interrupted.</exception>
    public static T Pass<T>(T value)
    {
        if (Requested) Throw();
        return value;
    }
}

/// <summary>The cell was stopped by <see cref="ICellEngine.Interrupt"/>.</summary>
public sealed class CellInterruptedException() : OperationCanceledException("The cell was interrupted.");
