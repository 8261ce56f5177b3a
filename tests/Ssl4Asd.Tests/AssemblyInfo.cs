using System.Runtime.CompilerServices;
using Ssl4Asd.Experiments;

// libtorch uses all cores by itself; several tests at once would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

internal static class Startup
{
    // plain dotnet test, beside the tests of the other projects, takes many times as long otherwise
    [ModuleInitializer]
    internal static void Prepare() => ThreadWaiting.Sleep();
}
