using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Models;
using Ssl4Asd.Notebooks.Lessons;
using Ssl4Asd.Notebooks.Rendering;
using Ssl4Asd.Presets;
using Ssl4Asd.Training;

namespace Notebooks.Tests.Lessons;

public sealed class LessonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly Lesson _lesson;

    public LessonTests()
    {
        var data = Path.Combine(_folder, "machines");
        DemoData.Write(data, DemoDataOptions.Tiny);
        var variables = new Dictionary<string, string> { ["SSL4ASD_DATA"] = data, ["SSL4ASD_RUNS"] = Path.Combine(_folder, "runs"), ["SSL4ASD_PRESET"] = "tiny" };
        _lesson = new Lesson("05", LessonSettings.Read(variables.GetValueOrDefault));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ABatchHoldsRecordingsAtTheLengthOfAClipFromTheirStart()
    {
        var own = _lesson.Sound(_lesson.Examples.Own).Samples;
        using var batch = _lesson.Batch(_lesson.Examples.Own, _lesson.Examples.Partner);
        Assert.Equal([2, _lesson.Preset.ClipSamples], batch.shape);
        var first = batch[0].data<float>().ToArray();
        Assert.Equal(Enumerable.Range(0, first.Length).Select(i => own[i % own.Length]), first);
    }

    [Fact]
    public void LabelsAreOneHot()
    {
        using var labels = _lesson.Labels(_lesson.Examples.Own, _lesson.Examples.Partner);
        var rows = labels.data<float>().ToArray().Chunk(_lesson.Dataset.Classes.Count).ToArray();
        Assert.Equal(1, rows[0][_lesson.Dataset.ClassIndex(_lesson.Examples.Own)]);
        Assert.Equal(1, rows[1][_lesson.Dataset.ClassIndex(_lesson.Examples.Partner)]);
        Assert.Equal(2, rows.Sum(row => row.Sum()));
    }

    [Fact]
    public void AClassThatWasNeverTrainedHasNoLabel()
        => Assert.Throws<ArgumentException>(() => _lesson.Labels(_lesson.Examples.Own with { Attributes = "speed_99" }));

    [Fact]
    public void AnotherPresetKeepsItsRunsElsewhere()
    {
        var other = new Lesson("05", _lesson.Settings with { Preset = _lesson.Preset with { Training = _lesson.Preset.Training with { Epochs = 3 } } });
        Assert.NotEqual(_lesson.RunsFolder, other.RunsFolder);
        Assert.StartsWith(Path.Combine(_folder, "runs"), other.RunsFolder);
    }

    [Fact]
    public void OfManyRecordingsSomeAreShown()
    {
        var clips = Enumerable.Range(0, 2 * Lesson.MostShown + 1).Select(i => _lesson.Examples.Own with { Attributes = $"{i}" }).ToList();
        var some = _lesson.SomeOf(clips);
        Assert.Equal(Lesson.MostShown, some.Distinct().Count());
        Assert.Equal(clips[0], some[0]);
        Assert.Same(_lesson.Dataset.TestClips, _lesson.SomeOf(_lesson.Dataset.TestClips));
    }

    [Fact]
    public void TwoNotebooksAtOnceTakeTurns()
    {
        var other = new Lesson("06", _lesson.Settings);
        LessonRun? own = null, others = null;
        Parallel.Invoke(() => own = _lesson.Run(SystemDefinition.Baseline), () => others = other.Run(SystemDefinition.Baseline));
        Assert.Equal(own!.Folder.Path, others!.Folder.Path);
    }

    [Fact]
    public void AnEnsembleHasThreeMembersOnALaptopAndFiveInThePaper()
    {
        Assert.Equal(3, _lesson.EnsembleSeeds);
        Assert.Equal(5, new Lesson("12", _lesson.Settings with { Preset = PaperPresets.Dcase2023 }).EnsembleSeeds);
    }

    [Fact]
    public void ItShowsWhatItWorksWithAndBringsTheScriptButNoPath()
    {
        ChartDisplay.Register();
        LessonDisplay.Register();
        var html = System.Net.WebUtility.HtmlDecode(_lesson.ToDisplayString(HtmlFormatter.MimeType));
        Assert.Contains("preset tiny · data: machines, 108 training and 72 test recordings of 8 machine types", html);
        Assert.Contains("written for the Demo preset", html); // the preset is another one
        Assert.Contains("<script", html);
        Assert.DoesNotContain(_folder, html);
        Assert.DoesNotContain("<script", _lesson.ToDisplayString(PlainTextFormatter.MimeType));
    }

    [Fact]
    public async Task AStoppedCellTrainsAndEmbedsNoMore()
    {
        using var network = new EmbeddingNetwork(_lesson.Preset, new SeedStream(0).Weights());
        using var notebook = new Notebook(() => _lesson.Embed(network, [_lesson.Examples.Own]), () => _lesson.Run(SystemDefinition.Baseline));
        _ = notebook.SendAsync(new SubmitCode(""));
        await notebook.Begun.Task;
        await notebook.SendAsync(new Cancel());
        Assert.All(await notebook.Thrown.Task, thrown => Assert.IsAssignableFrom<OperationCanceledException>(thrown));
        Assert.False(File.Exists(Path.Combine(_lesson.RunsFolder, "baseline-0", "model.safetensors")));
    }

    // a kernel whose one cell waits until it is stopped, and then does these
    private sealed class Notebook(params Action[] acts) : Kernel("one cell"), IKernelCommandHandler<SubmitCode>
    {
        public TaskCompletionSource Begun { get; } = new();

        public TaskCompletionSource<List<Exception?>> Thrown { get; } = new();

        public Task HandleAsync(SubmitCode command, KernelInvocationContext context)
        {
            Begun.SetResult();
            context.CancellationToken.WaitHandle.WaitOne();
            Thrown.SetResult([.. acts.Select(act => Record.Exception(act))]);
            return Task.CompletedTask;
        }
    }
}
