using System.Globalization;
using CsvHelper.Configuration.Attributes;
using Ssl4Asd.Audio;

namespace Ssl4Asd.Data.Demo;

/// <summary>
/// Writes what a person brings home who has walked around a fan with a phone, on two days: plain folders of stereo recordings of different lengths, as
/// <see cref="Own.Adoption"/> takes them, and a long recording in which a fault begins. For learning and testing; what a detector
/// reaches on them says nothing about real machines.
/// </summary>
/// <remarks>
/// <c>normal/session 1</c>, <c>normal/session 2</c>, <c>faulty/session 1</c>, <c>faulty/session 2</c>, <c>long</c>. The fault is a pit in a
/// bearing race (<see cref="FaultKind.Bearing"/>): the housing rings at 1.9 kHz.
/// </remarks>
public static class PhoneRecordings
{
    /// <summary>The subfolder of the long recording.</summary>
    public const string Long = "long";

    internal const string Title = "Phone recordings of a synthetic fan, written by ssl4asd demo-data --own. These are no recordings.";

    // how every recording was made: what no phone tells
    internal const string SynthesisFile = "synthesis.csv";

    private static readonly (double Low, double High) Severity = (0.5, 1);

    // of the long one
    private const double LongSeverity = 0.75;

    /// <summary>Writes all recordings, or nothing: beside the folder first, then renamed.</summary>
    /// <param name="folder">Where to; must not exist, or be empty.</param>
    /// <param name="options">How many, and how long.</param>
    /// <param name="report">Told after each recording, from several threads.</param>
    /// <param name="stop">Ends the work between two recordings; nothing is left then.</param>
    /// <exception cref="InputException">The folder is not empty or cannot be written, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static void Write(string folder, PhoneRecordingsOptions options, Action<WorkProgress>? report = null, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        using var target = new UnfinishedFolder(folder, Title);
        var recordings = Plan(options);
        AtomicFile.WriteText(Path.Combine(target.Path, UnfinishedFolder.Readme), writer => writer.Write(Readme(options)));
        Csv.Write(Path.Combine(target.Path, SynthesisFile), recordings.Select(Row.Of));
        var done = 0;
        try
        {
            // the long one takes longest
            Parallel.ForEach(recordings.OrderByDescending(r => r.Seconds), new ParallelOptions { CancellationToken = stop }, recording =>
            {
                var (left, right) = recording.Render();
                WavFile.Write(Path.Combine(target.Path, recording.File), left, right);
                report?.Invoke(new WorkProgress("synthesising", Interlocked.Increment(ref done), recordings.Count));
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<InputException>().FirstOrDefault() is { } first)
        {
            throw new InputException(first.Message, e);
        }
        target.Finish();
    }

    /// <summary>All recordings before any is synthesised: normal, faulty, and the long one. Sessions take turns, and numbers go on as a phone's do.</summary>
    internal static IReadOnlyList<PhoneRecording> Plan(PhoneRecordingsOptions options)
    {
        var random = new Random((int)StableHash.Of(FormattableString.Invariant($"{options.Seed}/phone/plan")));
        var recordings = new List<PhoneRecording>();
        void Add(string folder, int count, Func<Fault?> fault)
        {
            for (var i = 0; i < count; i++)
            {
                var session = PhoneSession.All[i % PhoneSession.All.Count];
                var seconds = random.Between(options.Seconds.Low, options.Seconds.High);
                recordings.Add(new PhoneRecording($"{folder}/{session.Name}/{Name()}", session, seconds, fault(), 0, options.Seed));
            }
        }
        Add("normal", options.Normal, () => null);
        Add("faulty", options.Faulty, () => new Fault(FaultKind.Bearing, random.Between(Severity.Low, Severity.High)));
        recordings.Add(new PhoneRecording($"{Long}/{Name()}", PhoneSession.All[0], options.LongSeconds, new Fault(FaultKind.Bearing, LongSeverity), options.FaultBegins, options.Seed));
        return recordings;

        string Name() => FormattableString.Invariant($"REC_{recordings.Count + 1:0000}.wav");
    }

    private static string Readme(PhoneRecordingsOptions options) => string.Create(CultureInfo.InvariantCulture, $"""
        {Title}

        One fan, made by formulas, as someone would record it who walks around it with a phone on two days. They serve to
        learn, to demonstrate and to test. A score reached on them says nothing about real machines. No rights are claimed: do
        with them what you like.

        made by       ssl4asd demo-data --own --preset {options.Name} --seed {options.Seed}
        recordings    44.1 kHz, stereo, 16 bit; {options.Normal} normal and {options.Faulty} faulty ones of {options.Seconds.Low:0.##} to {options.Seconds.High:0.##} s, in two sessions
        {Long}          {options.LongSeconds:0.##} s; the fault begins after {options.FaultBegins:0.##} s
        fault         a pit in a bearing race: the housing rings at 1.9 kHz
        {SynthesisFile}  how every recording was made: speed, level, severity of the fault
        """).ReplaceLineEndings("\n") + "\n";

    private sealed record Row(
        [property: Name("file")] string File, [property: Name("seconds")] double Seconds, [property: Name("revolutions_a_second")] double Speed,
        [property: Name("level_dbfs")] double Level, [property: Name("fault")] string Fault, [property: Name("severity")] double? Severity, [property: Name("fault_begins_seconds")] double? Begins)
    {
        internal static Row Of(PhoneRecording recording) => new(
            recording.File, Math.Round(recording.Seconds, 3), Math.Round(recording.Speed, 3), Math.Round(recording.LevelDb, 2),
            recording.Fault?.Kind.ToString() ?? "", recording.Fault is { } fault ? Math.Round(fault.Severity, 3) : null, recording.Fault is null ? null : recording.FaultBegins);
    }
}
