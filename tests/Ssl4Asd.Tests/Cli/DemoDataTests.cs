using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Cli;

public sealed class DemoDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WritesADataSetAndNamesIt()
    {
        var result = CommandLine.Run("demo-data", "--out", Data, "--preset", "tiny", "--seed", "3").Succeeds();
        Assert.Equal(Data, result.Output.Trim());
        Assert.Contains("180/180", result.Error, StringComparison.Ordinal);
        Assert.Equal(180, Dataset.Load(Data).Clips.Count);
        CommandLine.Run("inspect", "--data", Data).Succeeds();
    }

    [Fact]
    public void WritesPhoneRecordingsForAdopt()
    {
        var result = CommandLine.Run("demo-data", "--own", "--out", Data, "--preset", "tiny").Succeeds();
        Assert.Equal(Data, result.Output.Trim());
        Assert.Contains("21/21", result.Error, StringComparison.Ordinal);
        CommandLine.Run("adopt", Data, "--out", _folder.File("set"), "--clip-seconds", "1").Succeeds();
        Assert.NotEmpty(Dataset.Load(_folder.File("set")).TestClips);
        CommandLine.Run("demo-data", "--own", "--out", _folder.File("other"), "--preset", "paper").FailsWith("paper", "tiny");
    }

    [Fact]
    public void RefusesAFolderThatIsNotEmpty()
    {
        Directory.CreateDirectory(Path.Combine(Data, "something"));
        CommandLine.Run("demo-data", "--out", Data, "--preset", "tiny").FailsWith(Data, "not empty");
    }

    [Theory]
    [InlineData("--preset", "paper", "tiny")]
    [InlineData("--seed", "many", "--seed")]
    [InlineData("--size", "9", "--size")]
    public void RefusesBadOptions(string option, string value, string word)
    {
        CommandLine.Run("demo-data", "--out", Data, option, value).FailsWith(word);
        Assert.Empty(_folder.Names());
    }
}
