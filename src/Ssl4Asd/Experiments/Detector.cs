using Ssl4Asd.Audio;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Experiments;

/// <summary>Decides about recordings of one machine and section: files of any name, and long recordings part by part.</summary>
public sealed class Detector
{
    private readonly IDetector _run;
    private readonly string _machine;
    private readonly string _section;
    private readonly Backend? _backend;

    /// <summary>Takes a run and the machine whose recordings will come.</summary>
    /// <param name="run">A finished run; not disposed.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <param name="backend">A back end that the run was scored by; the system's where null.</param>
    /// <param name="percent">Share of normal recordings that should stay below the threshold, above 0 … 100; the preset's (90) where null.</param>
    /// <param name="notice">Told why the threshold says little, where it does.</param>
    /// <exception cref="InputException">
    /// The run knows nothing of the machine and section, was not scored by the back end, has not kept what another threshold takes, or the
    /// percentage is out of range.
    /// </exception>
    public Detector(IDetector run, string machine, string section = "00", Backend? backend = null, double? percent = null, Action<string>? notice = null)
    {
        (_run, _machine, _section, _backend) = (run, machine, section, backend);
        var threshold = run.Threshold(machine, section, backend);
        Check.That(percent is null or (> 0 and <= 100), nameof(percent), percent ?? 0, "above 0 and at most 100");
        if (percent is not null && threshold.Scores is null)
            throw new InputException("The run has not kept the scores that its threshold comes from, so there is no other threshold than its own; score it again, or train it again.");
        Percent = percent ?? run.Settings.Preset.Scoring.ThresholdPercentile;
        Threshold = percent is { } p ? threshold.Scores!.At(p) : threshold.Usual;
        foreach (var line in new[] { threshold.Notice, threshold.Scores?.Doubt(Percent) is { } doubt ? $"{machine} section {section}: {doubt}" : null }.OfType<string>())
            notice?.Invoke(line);
    }

    /// <summary>Share of normal recordings that should stay below the threshold, in percent.</summary>
    public double Percent { get; }

    /// <summary>A score above it is an anomaly.</summary>
    public double Threshold { get; }

    /// <summary>The percentage at which so many normal clips an hour are taken for anomalies.</summary>
    /// <param name="falseAlarms">An hour; above 0.</param>
    /// <param name="hopSeconds">Seconds from one score to the next.</param>
    /// <exception cref="InputException">There are no more scores than that in an hour.</exception>
    public static double PercentOf(double falseAlarms, double hopSeconds) => falseAlarms > 0 && falseAlarms * hopSeconds < 3600
        ? 100 * (1 - falseAlarms * hopSeconds / 3600)
        : throw new InputException(FormattableString.Invariant($"{falseAlarms} false alarms an hour: it must be above 0 and below the {3600 / hopSeconds:0.#} scores that there are in an hour."));

    /// <summary>Decides about files, one after the other: about the beginning of those that are longer than a clip; shorter ones are repeated.</summary>
    /// <param name="paths">Recordings.</param>
    /// <param name="notice">Told, line by line, what is odd about them.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>One detection a file, as soon as it is made; a few files are in memory at once.</returns>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public IEnumerable<Detection> Detect(IEnumerable<string> paths, Action<string>? notice = null, CancellationToken stop = default)
    {
        foreach (var some in paths.Chunk(_run.Settings.Preset.Training.BatchSize))
        {
            using var store = Recordings.Load(some, _run.Settings.Preset.Sound, null, notice, stop);
            foreach (var (path, score) in some.Zip(_run.Score(store, _machine, _section, _backend, stop)))
                yield return new Detection(path, score, Threshold);
        }
    }

    /// <summary>Decides about a recording part by part, in constant memory however long it is.</summary>
    /// <param name="path">A recording.</param>
    /// <param name="hopSeconds">Seconds from one part to the next, above 0. Each is a clip long; the last one ends where the recording does.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what is odd about it.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>One detection a part, with its start.</returns>
    /// <exception cref="InputException">The file cannot be read, or the hop is out of range.</exception>
    public IEnumerable<Detection> DetectAlong(string path, double hopSeconds, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        Check.That(hopSeconds > 0 && double.IsFinite(hopSeconds), nameof(hopSeconds), hopSeconds, "above 0 s");
        var preset = _run.Settings.Preset;
        using var recording = LongRecording.Open(path, preset.Sound, notice);
        var last = Math.Max(0, recording.Seconds - preset.ClipSeconds);
        var starts = Enumerable.Range(0, (int)(last / hopSeconds) + 1).Select(i => i * hopSeconds).ToList();
        if (last - starts[^1] > 0.5 / preset.SampleRate)
            starts.Add(last);
        var done = 0;
        foreach (var (batch, waveforms) in OneAhead(starts.Chunk(preset.Training.BatchSize), batch => Array.ConvertAll(batch, start => recording.Read(start, preset.ClipSamples))))
        {
            stop.ThrowIfCancellationRequested();
            using var store = ClipStore.Of(waveforms, preset.SampleRate);
            foreach (var (start, score) in batch.Zip(_run.Score(store, _machine, _section, _backend, stop)))
            {
                report?.Invoke(new WorkProgress("scoring", ++done, starts.Count));
                yield return new Detection(path, score, Threshold) { Start = start };
            }
        }
    }

    // the next is read while the caller works with this one
    private static IEnumerable<(TFrom From, TTo To)> OneAhead<TFrom, TTo>(IEnumerable<TFrom> all, Func<TFrom, TTo> make)
    {
        Task<(TFrom, TTo)>? next = null;
        foreach (var one in all)
        {
            var ready = next;
            ready?.GetAwaiter().GetResult(); // one after the other; an error as it was thrown
            next = Task.Run(() => (one, make(one)));
            if (ready is not null)
                yield return ready.Result;
        }
        if (next is not null)
            yield return next.GetAwaiter().GetResult();
    }
}
