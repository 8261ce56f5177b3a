using Ssl4Asd.Data.Demo;

namespace Ssl4Asd.Tests.Data.Demo;

public class DemoDataOptionsTests
{
    public static TheoryData<string, DemoDataOptions> OutOfRange => new()
    {
        { "TrainSource", new() { TrainSource = 0 } },
        { "TrainTarget", new() { TrainTarget = 10_000 } },
        { "Test", new() { Test = -1 } },
        { "ClipSeconds", new() { ClipSeconds = 0.4 } },
        { "ClipSeconds", new() { ClipSeconds = double.NaN } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void NumbersOutOfRangeAreNamed(string option, DemoDataOptions options)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(option, Assert.Throws<InputException>(() => DemoData.Write(folder.File("data"), options)).Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void OptionsAreFoundByName()
    {
        foreach (var options in DemoDataOptions.All)
            Assert.Same(options, DemoDataOptions.Named(options.Validate().Name.ToUpperInvariant()));
        Assert.Contains("tiny", Assert.Throws<InputException>(() => DemoDataOptions.Named("small")).Message, StringComparison.Ordinal);
    }
}
