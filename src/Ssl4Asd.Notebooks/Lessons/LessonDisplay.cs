using System.Net;
using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Notebooks.Rendering;
using TorchSharp;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>How a lesson is shown, at the head of each notebook: what it works with, and the script of the charts.</summary>
internal static class LessonDisplay
{
    internal static void Register()
    {
        Formatter.Register<Lesson>(lesson => $"<p>{WebUtility.HtmlEncode(Line(lesson))}</p>{ChartDisplay.Script().ToDisplayString(HtmlFormatter.MimeType)}", HtmlFormatter.MimeType);
        Formatter.Register<Lesson>(Line, PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(Lesson), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }

    // no path: pages are shown to others
    private static string Line(Lesson lesson)
    {
        var data = lesson.Settings.DemoData is { } demo ? $"synthetic machines ({demo.Name})" : Path.GetFileName(Path.TrimEndingDirectorySeparator(lesson.Settings.Data));
        return $"Notebook {lesson.Notebook} · preset {lesson.Preset.Name} · data: {data}, {lesson.Dataset.TrainClips.Count} training and {lesson.Dataset.TestClips.Count} test recordings of {lesson.Dataset.Machines.Count} machine types in {lesson.Dataset.Classes.Count} classes · {lesson.Device}, {torch.get_num_threads()} threads";
    }
}
