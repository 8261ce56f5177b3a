using System.Diagnostics;
using System.Globalization;
using Ssl4Asd.Audio.Store;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Experiments.Compare.Workers;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>What is left of a comparison, and what that costs, from the first minute of its first missing run.</summary>
/// <param name="Runs">Runs in all.</param>
/// <param name="Missing">Runs that are not finished.</param>
/// <param name="Measured">The run that was measured; null where none is missing.</param>
/// <param name="PassesPerSecond">Clip passes a second of one run on one core (of one GPU); null where the minute was too short to tell.</param>
/// <param name="PassesLeft">Clip passes of all missing runs: 3 for each training clip and epoch, and 1 for each clip that is embedded.</param>
/// <param name="MemoryOfARun">The most bytes that the measured run had resident, without the recordings; null where the system does not tell.</param>
/// <param name="DiskOfARun">Bytes of a finished run, on average over the missing ones.</param>
/// <param name="DiskWhileTraining">Bytes that a run takes beyond these while it trains.</param>
/// <param name="DiskOfRecordings">Bytes of the decoded recordings, once for all runs.</param>
public sealed record ComparisonPlan(
    int Runs, int Missing, string? Measured, double? PassesPerSecond, double PassesLeft, long? MemoryOfARun, double DiskOfARun, double DiskWhileTraining, long DiskOfRecordings)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // start-up: what is compiled, read and allocated once
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(5);

    /// <summary>Hours for all missing runs, if they all cost what the measured one does.</summary>
    /// <param name="atOnce">Runs that are made at once, each on a core of its own: no more than there are.</param>
    public double? Hours(int atOnce) => PassesPerSecond is { } rate && Missing > 0
        ? PassesLeft / Missing / rate / 3600 * Math.Ceiling((double)Missing / atOnce)
        : null;

    /// <summary>Measures. The epochs that the run finishes in the minute are kept, so the time is not lost.</summary>
    /// <param name="request">What to compare.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="worker">One worker, as those of the comparison.</param>
    /// <param name="report">Told how far the run is.</param>
    /// <param name="notice">Told, line by line, what a user should know.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">The data, an option or the folder cannot be used.</exception>
    public static ComparisonPlan Measure(
        ComparisonRequest request, Device device, WorkerPool worker, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        var states = ComparisonStatus.Of(request, stop);
        var runs = Comparison.Runs(request);
        var open = runs.Index().Where(r => states[r.Index].State is not (RunState.Done or RunState.Running)).ToList();
        var missing = open.ConvertAll(r => r.Item);
        Comparison.Decode(request, report, notice, stop); // not a part of any run
        using var recordings = Comparison.Load(request, report: null, notice: null, stop);
        var dataset = recordings.Dataset;
        var meter = new Meter();
        if (open is [var first, ..])
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            end.CancelAfter(Minute);
            try
            {
                Comparison.MakeSome(request, [first.Index], device, p => { meter.Read(p); report?.Invoke(p); }, notice, end.Token, worker);
            }
            catch (Exception e) when (e is OperationCanceledException or InputException && end.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                // the minute is over
            }
        }
        var ofVariant = missing.DistinctBy(r => r.Variant.Name).ToDictionary(r => r.Variant.Name, r => WeightBytes(r, dataset));
        var weights = missing.Select(r => ofVariant[r.Variant.Name]).DefaultIfEmpty().Average();
        var clips = dataset.TrainClips.Count + dataset.TestClips.Count;
        return new(runs.Count, missing.Count, missing.FirstOrDefault()?.Name, meter.Rate, missing.Count * Passes(request, dataset), meter.Memory,
            weights + missing.Select(r => (double)sizeof(float) * r.Train.System.Network.Dim * clips).DefaultIfEmpty().Average(),
            3 * weights, // the checkpoint: weights and both moments of Adam
            Decoded(dataset, request));
    }

    private static double Passes(ComparisonRequest request, Dataset dataset)
        => (3.0 * request.Preset.Training.Epochs + 1) * dataset.TrainClips.Count + dataset.TestClips.Count;

    private static double WeightBytes(ComparedRun run, Dataset dataset)
    {
        if (run.Train.System.Autoencoder is not null)
            return 0; // a megabyte a machine
        using var generator = new Generator(0);
        using var model = new AsdModel(run.Train.System, run.Train.Preset, dataset.TrainClips.Select(c => c.ClassOf(run.Train.System.Classes)).Distinct().Count(), generator);
        using var scope = NewDisposeScope();
        return model.state_dict().Values.Sum(t => t.numel() * (double)t.element_size());
    }

    private static long Decoded(Dataset dataset, ComparisonRequest request)
    {
        StoreSource[] sources = [.. dataset.TrainClips.Concat(dataset.TestClips).Select(c => new StoreSource(c.Path, c.FileName, new Dictionary<string, string>()))];
        return StoreSize.Needed(sources, request.Preset.Sound.SampleRate);
    }

    private sealed class Meter
    {
        private readonly string _own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private (TimeSpan When, long Done)? _began, _first;
        private (TimeSpan When, long Done) _last;
        private TimeSpan _read;

        internal long? Memory { get; private set; }

        // of a run that was over while it warmed up, all of it
        internal double? Rate => (_first is { } warm && _last.Done > warm.Done ? warm : _began) is { } from && _last.Done > from.Done
            ? (_last.Done - from.Done) / (_last.When - from.When).TotalSeconds : null;

        internal void Read(WorkProgress progress)
        {
            if (progress.Task != "comparing" || progress.Done == 0 || progress.Done >= progress.Total)
                return;
            var now = _clock.Elapsed;
            _began ??= (now, progress.Done);
            if (_first is null && now - _began.Value.When >= Warming)
                _first = (now, progress.Done);
            if (now - _read >= TimeSpan.FromSeconds(1) && PeakMemory.OfTree(Environment.ProcessId).Where(p => p.Key != _own).Select(p => p.Value).DefaultIfEmpty().Max() is var worker and > 0)
                (_read, Memory) = (now, worker);
            _last = (now, progress.Done);
        }
    }
}
