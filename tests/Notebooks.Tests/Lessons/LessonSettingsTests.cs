using Ssl4Asd;
using Ssl4Asd.Notebooks.Lessons;
using Ssl4Asd.Presets;

namespace Notebooks.Tests.Lessons;

public class LessonSettingsTests
{
    [Fact]
    public void WithoutAnythingSetThePresetIsDemoAndTheDataAreSynthetic()
    {
        var settings = Read([]);
        Assert.Same(DemoPreset.Value, settings.Preset);
        Assert.Equal("demo", settings.DemoData!.Name);
        Assert.Equal(Path.Combine(settings.Root, "data", "demo"), settings.Data);
        Assert.Equal(Path.Combine(settings.Root, "notebooks", "out", "runs"), settings.Runs);
        Assert.True(File.Exists(Path.Combine(settings.Root, "Ssl4Asd.sln")));
    }

    [Fact]
    public void TheTinyPresetHasItsOwnData()
    {
        var settings = Read(new() { ["SSL4ASD_PRESET"] = "tiny" });
        Assert.Equal("tiny", settings.DemoData!.Name);
        Assert.EndsWith("demo-tiny", settings.Data);
    }

    [Fact]
    public void FoldersCanBeSet()
    {
        var folder = Path.GetTempPath();
        var settings = Read(new() { ["SSL4ASD_DATA"] = folder, ["SSL4ASD_RUNS"] = "elsewhere" });
        Assert.Equal((folder, "elsewhere"), (settings.Data, settings.Runs));
        Assert.Null(settings.DemoData);
        Assert.False(settings.MakesDemoData);
    }

    [Theory]
    [InlineData("SSL4ASD_DATA", "/there/is/nothing", "SSL4ASD_DATA=/there/is/nothing: there is no such folder")]
    [InlineData("SSL4ASD_PRESET", "demoo", "did you mean 'demo'")]
    [InlineData("SSL4ASD_PRESET", "paper", "notebooks/run.sh --preset paper --data DIR")]
    public void AMistakeIsOneLineWithWhatToDo(string variable, string value, string expected)
    {
        var mistake = Assert.Throws<InputException>(() => Read(new() { [variable] = value }));
        Assert.Contains(expected, mistake.Message);
        Assert.DoesNotContain('\n', mistake.Message);
    }

    private static LessonSettings Read(Dictionary<string, string> variables) => LessonSettings.Read(variables.GetValueOrDefault);
}
