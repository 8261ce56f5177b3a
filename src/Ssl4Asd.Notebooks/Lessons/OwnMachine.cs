using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Data.Own;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Explaining;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>
/// A machine of one's own, from a folder of recordings to a detector: adopted, trained, scored, each when first asked for, and kept while the
/// recordings are the same. Of several machines in the folder all are trained on, and the first is shown.
/// </summary>
public sealed class OwnMachine
{
    /// <summary>What is trained: the best with one machine, on recordings that were used to choose it only (data-scripts/README.md).</summary>
    public static SystemDefinition System { get; } = SystemDefinition.Named("autoencoder-mahalanobis");

    /// <summary>Seconds that the network sees at once.</summary>
    public const double ClipSeconds = 4;

    /// <summary>Passes over the training clips.</summary>
    public const int Epochs = 30;

    private readonly Lesson _lesson;
    private Kept? _kept;
    private Lesson? _adopted;
    private LessonRun? _run;
    private IDetector? _trained;

    internal OwnMachine(Lesson lesson, string? folder)
    {
        (_lesson, IsExample) = (lesson, folder is null);
        if (folder is not null && !Directory.Exists(folder))
            throw new InputException($"{folder}: there is no such folder; name the one that holds your recordings, with a subfolder normal.");
        Folder = Path.GetFullPath(folder ?? Example());
        // of a quick look as of the demo: the sizes of the paper are for thousands of clips
        Preset = IsTiny ? TinyPreset.Value : DemoPreset.Value.WithEpochs(Epochs) with { ClipSeconds = ClipSeconds };
    }

    /// <summary>The folder of the recordings.</summary>
    public string Folder { get; }

    /// <summary>Whether it is the made example (<see cref="PhoneRecordings"/>).</summary>
    public bool IsExample { get; }

    /// <summary>All sizes.</summary>
    public Preset Preset { get; }

    /// <summary>The machine type.</summary>
    public string Name => Adopted[0].Machine;

    /// <summary>What became of the recordings.</summary>
    /// <exception cref="InputException">The recordings cannot be used.</exception>
    public IReadOnlyList<AdoptedMachine> Adopted => Done.Machines;

    /// <summary>What makes the scores say little, one line each.</summary>
    /// <exception cref="InputException">The recordings cannot be used.</exception>
    public IReadOnlyList<string> Warnings => Done.Warnings;

    /// <summary>The trained and scored run; trained on the spot unless it is there.</summary>
    /// <exception cref="InputException">The recordings cannot be used for it.</exception>
    public LessonRun Run => _run ??= Data.Run(System);

    /// <summary>What decides: the threshold, and the scores of the held-out clips that it comes from.</summary>
    public SectionThreshold Threshold => Trained.Threshold(Name, Section);

    /// <summary>The recording to detect along: the first one in the subfolder <c>long</c>, or else the longest one of the machine.</summary>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public string LongRecording => field ??= Path.Combine(Folder, PhoneRecordings.Long) is var folder && Directory.Exists(folder) && SoundFiles.In(folder) is [var first, ..]
        ? first
        : AdoptedClip.Read(Data.Settings.Data).Where(c => c.Machine == Name).GroupBy(c => c.Recording).MaxBy(clips => clips.Sum(c => c.Seconds))!.Key;

    /// <summary>What is known to have happened in <see cref="LongRecording"/>, and when in seconds: of the example, that the fault begins.</summary>
    public IReadOnlyList<(string What, double Seconds)> Moments => IsExample ? [("the fault begins", ExampleOptions.FaultBegins)] : [];

    /// <summary>A normal test clip, and a faulty one where there is one, to listen to.</summary>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public (string Title, Waveform Sound)[] Examples =>
    [
        .. from condition in new[] { Condition.Normal, Condition.Anomaly }
           let clip = Data.Dataset.TestClips.FirstOrDefault(c => c.Machine == Name && c.Condition == condition)
           where clip is not null
           select (condition == Condition.Normal ? "normal" : "faulty", Data.Sound(clip)),
    ];

    /// <summary>A score and a decision at every hop of a recording.</summary>
    /// <param name="path">Any recording of the machine.</param>
    /// <param name="hopSeconds">Seconds from one to the next, above 0.</param>
    /// <exception cref="InputException">The file cannot be read, or the hop is out of range.</exception>
    public IReadOnlyList<Detection> Along(string path, double hopSeconds = 1)
    {
        using var line = new ProgressLine(Console.Out);
        return [.. new Detector(Trained, Name, Section, notice: Console.WriteLine).DetectAlong(path, hopSeconds, line.Report, stop: Lesson.Stop)];
    }

    /// <summary>Why a part of a recording has its score.</summary>
    /// <param name="part">As <see cref="Along"/> gives it.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public Explanation Why(Detection part)
    {
        using var line = new ProgressLine(Console.Out);
        return Occlusion.Of(Trained, part.Path, Name, Section, part.Start ?? 0, report: line.Report, stop: Lesson.Stop);
    }

    /// <summary>What its scores are, for the axes of charts.</summary>
    public static string Unit => System.Autoencoder switch
    {
        null => "cosine distance",
        ReconstructionScore.Mahalanobis => "Mahalanobis distance",
        _ => "reconstruction error",
    };

    private const string Section = "00";

    private IDetector Trained => _trained ??= IDetector.Open(Run.Folder.Path, _lesson.Device);

    private bool IsTiny => _lesson.Preset.Name == TinyPreset.Value.Name;

    private PhoneRecordingsOptions ExampleOptions => IsTiny ? PhoneRecordingsOptions.Tiny : PhoneRecordingsOptions.Demo;

    // adopted when first asked for
    private Kept Done => _kept ??= Adopt();

    // its runs lie beside its clips: among those of the lesson they would count as what other notebooks show (notebooks/plan.py)
    private Lesson Data => _adopted ??= new Lesson(_lesson.Notebook, _lesson.Settings with
    {
        Data = Done.Data,
        DemoData = null,
        Preset = Preset,
        Runs = Path.GetDirectoryName(Done.Data)!,
    });

    private string Example()
    {
        var folder = Path.Combine(_lesson.Settings.Root, "data", IsTiny ? "my-fan-tiny" : "my-fan");
        Turn.Make(folder, () => Directory.Exists(folder), () =>
        {
            Console.WriteLine($"There are no recordings yet: making them in {folder} …");
            using var line = new ProgressLine(Console.Out);
            PhoneRecordings.Write(folder, ExampleOptions, line.Report, Lesson.Stop);
        });
        return folder;
    }

    private Kept Adopt()
    {
        var folder = Path.Combine(_lesson.Settings.Runs, "own", $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder))}-{Fingerprint()}");
        var (data, about) = (Path.Combine(folder, "data"), Path.Combine(folder, "adopted.json"));
        Kept? kept = null;
        Turn.Make(folder, () => (kept = Read()) is not null, () => kept = Make());
        return kept! with { Data = data };

        Kept? Read() => File.Exists(about) ? JsonSerializer.Deserialize<Kept>(File.ReadAllText(about)) : null;

        Kept Make()
        {
            if (Directory.Exists(data)) // the last one was stopped before it said what it had done
                Directory.Delete(data, recursive: true);
            var warnings = new List<string>();
            using var line = new ProgressLine(Console.Out);
            var machines = Adoption.Write(data, new AdoptionOptions { Folders = [Folder], ClipSeconds = Math.Max(1, Preset.ClipSeconds) }, line.Report, warnings.Add, Lesson.Stop);
            var made = new Kept(data, machines, warnings);
            AtomicFile.WriteText(about, writer => writer.Write(JsonSerializer.Serialize(made)));
            return made;
        }
    }

    // of names, sizes and times: the samples are read when they are adopted
    private string Fingerprint()
    {
        var parts = SoundFiles.In(Folder).Select(path => new FileInfo(path)).Select(file => FormattableString.Invariant($"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Prepend(FormattableString.Invariant($"{Preset.ClipSeconds}"))))))[..12];
    }

    private sealed record Kept(string Data, IReadOnlyList<AdoptedMachine> Machines, IReadOnlyList<string> Warnings);
}
