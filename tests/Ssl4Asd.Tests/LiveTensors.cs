using TorchSharp;

namespace Ssl4Asd.Tests;

/// <summary>How many tensors of this thread are alive.</summary>
internal static class LiveTensors
{
    /// <summary>The count before something that shall leave none behind; what earlier tests have left is gone then, and not later.</summary>
    internal static long Before()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
    }
}
