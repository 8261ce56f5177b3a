using Ssl4Asd.Data.Demo;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>
/// What notebooks work with. Environment variables say it, so that a notebook holds no path: <c>SSL4ASD_PRESET</c> (demo),
/// <c>SSL4ASD_DATA</c> (synthetic machines in the repository's <c>data/</c>) and <c>SSL4ASD_RUNS</c>, where trained runs are
/// kept (<c>notebooks/out/runs</c>).
/// </summary>
public sealed record LessonSettings
{
    /// <summary>All sizes.</summary>
    public required Preset Preset { get; init; }

    /// <summary>The folder of the data set.</summary>
    public required string Data { get; init; }

    /// <summary>The folder below which trained runs are kept.</summary>
    public required string Runs { get; init; }

    /// <summary>The repository, or the working folder where there is none.</summary>
    public required string Root { get; init; }

    /// <summary>The synthetic machines that <see cref="Data"/> stands for; null where it was set by someone.</summary>
    public DemoDataOptions? DemoData { get; init; }

    /// <summary>Whether the synthetic machines have to be made first.</summary>
    public bool MakesDemoData => DemoData is not null && !Directory.Exists(Data);

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="variable">Gives the value of an environment variable; null or empty for one that is not set.</param>
    /// <exception cref="InputException">There is no such preset or folder.</exception>
    public static LessonSettings Read(Func<string, string?> variable)
    {
        var root = Repository(Environment.CurrentDirectory) ?? Repository(AppContext.BaseDirectory)
            ?? Repository(typeof(LessonSettings).Assembly.Location) ?? Environment.CurrentDirectory;
        var preset = Value("SSL4ASD_PRESET") is { } name ? Preset.Named(name) : DemoPreset.Value;
        var runs = Value("SSL4ASD_RUNS") ?? Path.Combine(root, "notebooks", "out", "runs");
        if (Value("SSL4ASD_DATA") is { } data)
        {
            return Directory.Exists(data)
                ? new LessonSettings { Preset = preset, Data = data, Runs = runs, Root = root }
                : throw new InputException($"SSL4ASD_DATA={data}: there is no such folder; set it to a data set in the DCASE layout, or unset it to work with synthetic machines.");
        }
        var tiny = preset.Name == TinyPreset.Value.Name;
        if (!tiny && preset.Name != DemoPreset.Value.Name)
            throw new InputException($"SSL4ASD_PRESET={preset.Name} is for the real recordings; set SSL4ASD_DATA to their folder, or run: notebooks/run.sh --preset {preset.Name} --data DIR");
        return new LessonSettings
        {
            Preset = preset,
            Data = Path.Combine(root, "data", tiny ? "demo-tiny" : "demo"),
            Runs = runs,
            Root = root,
            DemoData = tiny ? DemoDataOptions.Tiny : DemoDataOptions.Demo,
        };

        string? Value(string key) => variable(key) is { Length: > 0 } value ? value : null;
    }

    // The nearest folder above that holds the solution.
    private static string? Repository(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ssl4Asd.sln")))
                return folder.FullName;
        }
        return null;
    }
}
