using Ssl4Asd.Data.Demo;
using Ssl4Asd.Experiments;
using Ssl4Asd.Notebooks.Lessons;
using Ssl4Asd.Notebooks.Rendering;
using Ssl4Asd.Notebooks.Tables;

namespace Ssl4Asd.Notebooks;

/// <summary>Where every notebook begins.</summary>
public static class Course
{
    /// <summary>
    /// Reads what is set (<see cref="LessonSettings"/>), makes the demo data where these are asked for and missing, gets charts
    /// and tables ready, and opens the data set. Show what it returns: it says what the notebook works with, and brings the
    /// script that makes charts interactive.
    /// </summary>
    /// <param name="notebook">The two digits that the notebook's name begins with.</param>
    /// <exception cref="InputException">A setting cannot be used, or the data are missing or wrong: one line with what to do.</exception>
    public static Lesson Start(string notebook)
    {
        Compute.Prepare();
        ChartDisplay.Register();
        TableDisplay.Register();
        LessonDisplay.Register();
        var settings = LessonSettings.Read(Environment.GetEnvironmentVariable);
        if (settings.DemoData is not null)
            Turn.Make(settings.Data, () => !settings.MakesDemoData, () => MakeDemoData(settings));
        return new Lesson(notebook, settings);
    }

    private static void MakeDemoData(LessonSettings settings)
    {
        Console.WriteLine($"There are no demo data yet: making them in {settings.Data} …");
        using var line = new ProgressLine(Console.Out);
        DemoData.Write(settings.Data, settings.DemoData!, line.Report);
    }
}
