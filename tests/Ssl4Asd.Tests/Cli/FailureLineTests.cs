using System.Runtime.InteropServices;
using Ssl4Asd.Cli;

namespace Ssl4Asd.Tests.Cli;

public class FailureLineTests
{
    [Fact]
    public void MissingNativePartIsOneLine()
    {
        var missing = new NotSupportedException("This application needs libtorch.\n\nTrace from LoadNativeBackend:\n step 1\n");
        var line = FailureLine.Explain(new TypeInitializationException("TorchSharp.torch", missing), "train");
        Assert.Equal("This application needs libtorch; run data-scripts/setup.sh, which finds packages that work here (environment.md).", line);
        Assert.Equal(line, FailureLine.Explain(missing, "score"));
    }

    [Fact]
    public void LackOfMemoryIsOneLineWithoutTheStack()
    {
        var error = Assert.Throws<ExternalException>(() => TorchSharp.torch.zeros(1L << 46));
        var line = FailureLine.Explain(error, "train")!;
        Assert.StartsWith("not enough memory (", line);
        Assert.Contains($"{1L << 48} bytes", line);
        Assert.EndsWith("; take a smaller preset, or train with a lower --batch-size or --clip-seconds.", line);
        Assert.DoesNotContain("frame", line);
        Assert.DoesNotContain('\n', line);
    }

    [Theory]
    [InlineData("train", "; finished epochs are kept: give the same command with --resume to go on.")]
    [InlineData("compare", "; what was finished is kept: give the same command to go on.")]
    [InlineData("score", "; give the same command again.")]
    public void AFailureOfLibtorchIsOneLineWithThePlaceAndWhatToDo(string command, string advice)
    {
        var error = Assert.Throws<ExternalException>(() => TorchSharp.torch.zeros(3).view(2));
        var expected = $"libtorch failed in {nameof(FailureLineTests)} (shape '[2]' is invalid for input of size 3){advice}";
        Assert.Equal(expected, FailureLine.Explain(error, command));
        Assert.Equal(expected, FailureLine.Explain(new AggregateException(error), command)); // from several threads
    }

    [Fact]
    public void WhatLibtorchAsksItsAuthorsForIsLeftOut()
    {
        var error = new ExternalException("Expected false to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)\nException raised from toFloat");
        Assert.StartsWith("libtorch failed in a call of ours (Expected false to be true, but got false); ", FailureLine.Explain(error, "train"), StringComparison.Ordinal);
    }

    [Fact]
    public void APartOfTheProgramThatCannotBeLoadedIsOneLine() // as with too few file handles
    {
        var missing = Assert.Throws<FileNotFoundException>(() => System.Reflection.Assembly.Load("Ssl4Asd.Nowhere"));
        var line = FailureLine.Explain(missing, "train")!;
        Assert.StartsWith("a part of the program cannot be loaded (Could not load file or assembly 'Ssl4Asd.Nowhere", line, StringComparison.Ordinal);
        Assert.Equal(line, FailureLine.Explain(new InputException("model.safetensors: not a whole file", missing), "train"));
        Assert.Equal("no.wav: missing", FailureLine.Explain(new InputException("no.wav: missing", new FileNotFoundException("no.wav")), "train"));
        var library = new TypeInitializationException("Crypto", new DllNotFoundException("Unable to load shared library 'libNowhere'.\nlibNowhere.so: cannot open"));
        Assert.StartsWith("a part of the program cannot be loaded (Unable to load shared library 'libNowhere'); allow", FailureLine.Explain(library, "score"), StringComparison.Ordinal);
        Assert.EndsWith("; allow more open files (ulimit -n), or build it again.", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
        Assert.StartsWith("not enough memory; ", FailureLine.Explain(new OutOfMemoryException(), "train"), StringComparison.Ordinal);
        var threadless = new AggregateException(new TaskSchedulerException(new OutOfMemoryException())); // of Parallel
        Assert.StartsWith("no thread can be started; ", FailureLine.Explain(threadless, "evaluate"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheDiskSaysIsOneLine()
    {
        Assert.Equal("Access to the path 'a' is denied; check the disk and permissions there, then give the same command again.",
            FailureLine.Explain(new AggregateException(new UnauthorizedAccessException("Access to the path 'a' is denied.", new IOException("Permission denied"))), "adopt"));
        Assert.StartsWith("No space left; check", FailureLine.Explain(new IOException("No space left\nat all"), "score"), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherFailuresAreNotExplained()
    {
        Assert.Null(FailureLine.Explain(new FileNotFoundException("clip.wav"), "train"));
        Assert.Null(FailureLine.Explain(new System.ComponentModel.Win32Exception(2), "train"));
        Assert.Null(FailureLine.Explain(new InvalidOperationException("memory"), "train"));
    }
}
