using System.Runtime.InteropServices;
using Ssl4Asd.Cli;

namespace Ssl4Asd.Tests.Cli;

public class NativeFailureTests
{
    [Fact]
    public void MissingNativePartIsOneLine()
    {
        var missing = new NotSupportedException("This application needs libtorch.\n\nTrace from LoadNativeBackend:\n step 1\n");
        var line = NativeFailure.Explain(new TypeInitializationException("TorchSharp.torch", missing));
        Assert.Equal("This application needs libtorch; run data-scripts/setup.sh, which finds packages that work here (environment.md).", line);
        Assert.Equal(line, NativeFailure.Explain(missing));
    }

    [Fact]
    public void LackOfMemoryIsOneLineWithoutTheStack()
    {
        var error = Assert.Throws<ExternalException>(() => TorchSharp.torch.zeros(1L << 46));
        var line = NativeFailure.Explain(error)!;
        Assert.StartsWith("not enough memory (", line);
        Assert.Contains($"{1L << 48} bytes", line);
        Assert.EndsWith("; take a smaller preset, or train with a lower --batch-size or --clip-seconds.", line);
        Assert.DoesNotContain("frame", line);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void OtherFailuresAreNotExplained()
    {
        Assert.Null(NativeFailure.Explain(new ExternalException("shape '[3]' is invalid for input of size 2")));
        Assert.Null(NativeFailure.Explain(new InvalidOperationException("memory")));
    }
}
