using Ssl4Asd.Data;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Experiments.Compare.Workers;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Granularity;

/// <summary>Trains systems on classes of several granularities and data sets, and says what the difference makes; a stopped one goes on where it was.</summary>
public static class GranularityExperiment
{
    /// <summary>Runs what is not there yet, evaluates all, and writes the files (<see cref="GranularityFiles"/>).</summary>
    /// <param name="request">What to train.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="report">Told how far the work on a data set is.</param>
    /// <param name="notice">Told, line by line, what a user should know.</param>
    /// <param name="stop">Ends the work between two steps.</param>
    /// <param name="workers">Processes that make the runs; this one makes them where null.</param>
    /// <returns>All results; also written to the folder.</returns>
    /// <exception cref="InputException">The data, an option or the folder cannot be used.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised; what was finished is kept.</exception>
    public static GranularityResults Run(
        GranularityRequest request, Device device, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default, WorkerPool? workers = null)
    {
        request = request.Validate();
        var variants = Variant.Ordered(request.Classes.SelectMany(g => request.Systems.Select(s => Variant.Of(s).WithClasses(g))));
        var sets = new List<GranularityResults.Set>();
        foreach (var (name, data) in DataSets(request, report, stop))
        {
            var comparison = new ComparisonRequest
            {
                Data = data,
                Folder = Path.Combine(request.Folder, name),
                Preset = request.Preset,
                Variants = variants,
                Seeds = request.Seeds,
                Resident = request.Resident,
                SkipBroken = request.SkipBroken,
            };
            var results = Comparison.Run(comparison, device, p => report?.Invoke(p with { Task = $"{name}: {p.Task}" }), line => notice?.Invoke($"{name}: {line}"), stop, workers);
            using var recordings = DatasetRecordings.Load(data, request.Preset.Sound, request.SkipBroken, [Split.Train, Split.Test], stop: stop);
            sets.Add(new(name, results, [.. results.Runs.Select(r => AttributeProbe.Of(recordings.Dataset, new RunFolder(ComparisonFiles.Run(comparison.Folder, r.Variant, r.Seed))))]));
        }
        var all = new GranularityResults(request, sets, stop);
        GranularityFiles.Write(request.Folder, all);
        return all;
    }

    private static IEnumerable<(string Name, string Path)> DataSets(GranularityRequest request, Action<WorkProgress>? report, CancellationToken stop)
    {
        if (request.Data is { } data)
        {
            yield return (Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(data))), data);
            yield break;
        }
        var options = request.Preset.Name == TinyPreset.Value.Name ? DemoDataOptions.Tiny : DemoDataOptions.Demo;
        foreach (var seed in request.DataSeeds)
        {
            var (name, folder) = (FormattableString.Invariant($"{options.Name}-{seed}"), Path.Combine(request.Folder, "data", FormattableString.Invariant($"{options.Name}-{seed}")));
            if (!Directory.Exists(folder))
                DemoData.Write(folder, options with { Seed = seed }, report, stop);
            yield return (name, folder);
        }
    }
}
