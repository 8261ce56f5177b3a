using System.Net;
using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Notebooks.Rendering;
using Ssl4Asd.Presets;
using TorchSharp;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>How a lesson is shown, at the head of each notebook: what it works with, and the script of the charts.</summary>
internal static class LessonDisplay
{
    internal static void Register() => ChartDisplay.Register<Lesson>((HtmlFormatter.MimeType, Html), (PlainTextFormatter.MimeType, Line));

    private const string Warning = "“What was seen” was written for the Demo preset and the synthetic machines; what you see here may differ.";

    private static string Html(Lesson lesson) =>
        $"<p>{WebUtility.HtmlEncode(Line(lesson))}{(IsAsWritten(lesson) ? "" : $"<br><em>{Warning}</em>")}</p>{ChartDisplay.Script().Html}";

    private static bool IsAsWritten(Lesson lesson) => lesson.Preset == DemoPreset.Value && lesson.Settings.DemoData is not null;

    // no path: pages are shown to others
    private static string Line(Lesson lesson)
    {
        var data = lesson.Settings.DemoData is { } demo ? $"synthetic machines ({demo.Name})" : Path.GetFileName(Path.TrimEndingDirectorySeparator(lesson.Settings.Data));
        return $"Notebook {lesson.Notebook} · preset {lesson.Preset.Name} · data: {data}, {lesson.Dataset.TrainClips.Count} training and {lesson.Dataset.TestClips.Count} test recordings of {lesson.Dataset.Machines.Count} machine types in {lesson.Dataset.Classes.Count} classes · {lesson.Device}, {torch.get_num_threads()} threads";
    }
}
