using Ssl4Asd.Experiments.Compare.Slurm;

namespace Ssl4Asd.Tests.Experiments;

public class SlurmScriptTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("7", "7")]
    [InlineData("3,0,1,2,9,8", "0-3,8-9")]
    [InlineData("0,2,4", "0,2,4")]
    public void RangesAreThoseOfSbatch(string numbers, string expected)
        => Assert.Equal(expected, SlurmScript.Ranges(numbers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)));

    [Fact]
    public void WordsOfTheShellAreQuoted()
    {
        var text = SlurmScript.Text("/data/it's 100 % here", new SlurmOptions { Time = "1-12", Gres = "gpu:1" }, ["/opt/a b/ssl4asd", "compare", "--data", "$HOME", "--systems", "a,b+c"], [0, 1], "/opt/dotnet");
        Assert.Contains("#SBATCH --output=\"/data/it's 100 %% here/slurm/%A_%a.log\"\n", text, StringComparison.Ordinal);
        Assert.Contains("cd '/data/it'\\''s 100 % here' || ", text, StringComparison.Ordinal);
        Assert.Contains("'/opt/a b/ssl4asd' compare \\\n  --data '$HOME' \\\n  --systems a,b+c \\\n  --task ", text, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --time=1-12\n", text, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --gres=gpu:1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("--partition", text, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreTasksThanAnArrayHoldsAreToldToWhoSubmitsByHand()
    {
        var text = SlurmScript.Text("/data/out", new SlurmOptions { ArrayLimit = 9 }, ["ssl4asd", "compare"], [5, 5, 999, 1000, 1001, 2500], "/opt/dotnet");
        Assert.Contains("#SBATCH --array=5,999%9\n", text, StringComparison.Ordinal);
        Assert.Equal(
            ["# and with this script once more: sbatch --array=0-1%9 --export=ALL,SSL4ASD_FIRST_TASK=1000", "# and with this script once more: sbatch --array=500%9 --export=ALL,SSL4ASD_FIRST_TASK=2000"],
            text.Split('\n').Where(l => l.StartsWith("# and", StringComparison.Ordinal)));
        Assert.Contains("--task \"$((${SSL4ASD_FIRST_TASK:-0} + SLURM_ARRAY_TASK_ID))\" &\n", text, StringComparison.Ordinal);
        Assert.Contains("${SSL4ASD_FIRST_TASK:-2000}", SlurmScript.Text("/data/out", new SlurmOptions(), ["ssl4asd", "compare"], [2500], "/opt/dotnet"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheNameOfAJobIsThatOfTheFolderHoweverItIsWritten()
    {
        Assert.Equal(SlurmScript.JobName("/data/out"), SlurmScript.JobName("/data/other/../out/"));
        Assert.NotEqual(SlurmScript.JobName("/data/out"), SlurmScript.JobName("/data/out2"));
    }

    [Fact]
    public void OptionsOutOfRange()
    {
        Assert.Contains("runs-per-task is 0", Assert.Throws<InputException>(() => new SlurmOptions { RunsPerTask = 0 }.Validate()).Message, StringComparison.Ordinal);
        Assert.Contains("one line", Assert.Throws<InputException>(() => new SlurmOptions { Account = "a\nb" }.Validate()).Message, StringComparison.Ordinal);
        Assert.Contains("array-limit is 0", Assert.Throws<InputException>(() => new SlurmOptions { ArrayLimit = 0 }.Validate()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tmp/x", true)]
    [InlineData("/tmp", true)]
    [InlineData("/tmpx", false)]
    [InlineData("/dev/shm/x", true)]
    [InlineData("/home/somebody/x", false)]
    public void FoldersForTemporaryFilesAreOfOneMachine(string folder, bool expected)
    {
        if (OperatingSystem.IsLinux())
            Assert.Equal(expected, SlurmNodes.IsOfThisMachine(folder));
    }
}
