namespace Ssl4Asd.Kernel.Engine;

/// <summary>The cell that runs now or, between cells, ran last.</summary>
public static class RunningCell
{
    private static volatile ICellOutput? output;

    /// <summary>Where the cell shows and writes; null before the first one.</summary>
    public static ICellOutput? Output
    {
        get => output;
        internal set => output = value;
    }
}
