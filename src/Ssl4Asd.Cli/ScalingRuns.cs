using System.Diagnostics;
using System.Globalization;
using Ssl4Asd.Cli.Commands;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Cli;

/// <summary>The cost of growing work: the sizes of <see cref="ScalingPlan"/>, and the number of runs of a comparison.</summary>
internal static class ScalingRuns
{
    private static readonly int[] _workers = [1, 2];
    private static readonly int[] _runs = [1, 2, 4];

    internal static IReadOnlyList<ScalingSeries> Measure(Preset preset, string device, Action<WorkProgress> report, CancellationToken stop)
    {
        var plan = ScalingPlan.Series(preset, device);
        var (done, total) = (0, plan.Sum(s => s.Points.Count) + _workers.Length * _runs.Length);
        void Tell(string what) => report(new WorkProgress("scaling", done++, total, what));
        var series = new List<ScalingSeries>();
        foreach (var (work, size, points) in plan)
        {
            var measured = new List<ScalingPoint>();
            foreach (var (at, task) in points)
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"{work}, {size}: {at:0.##}"));
                var reply = BenchWorkerCommand.Measure(task, stop);
                measured.Add(new ScalingPoint(at, Spread.Of(reply.Seconds).Median, reply.PeakBytes));
            }
            series.Add(new ScalingSeries(work, size, measured));
        }
        series.AddRange(Comparisons(Tell, stop));
        Tell("");
        return series;
    }

    private static List<ScalingSeries> Comparisons(Action<string> tell, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("ssl4asd-bench-");
        try
        {
            var data = Path.Combine(folder.FullName, "data");
            DemoData.Write(data, DemoDataOptions.Tiny, stop: stop);
            Compare(data, Path.Combine(folder.FullName, "first"), 1, 1, stop); // reads the recordings into the clip store
            return
            [
                .. _workers.Select(workers => new ScalingSeries($"comparison, preset tiny, --workers {workers}", "runs",
                [
                    .. _runs.Select(runs =>
                    {
                        tell($"comparison of {runs} runs, {workers} workers");
                        var (seconds, peak) = Compare(data, Path.Combine(folder.FullName, $"{workers}-{runs}"), runs, workers, stop);
                        return new ScalingPoint(runs, seconds, peak);
                    }),
                ])),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The peaks of all its processes together: no less than what they held at any one time.
    private static (double Seconds, long? PeakBytes) Compare(string data, string output, int runs, int workers, CancellationToken stop)
    {
        var peaks = new Dictionary<string, long>();
        var clock = Stopwatch.StartNew();
        ChildProcess.Run(
            ThisProgram.Start("compare", "--data", data, "--preset", TinyPreset.Value.Name, "--systems", SystemDefinition.Baseline.Name, "--out", output,
                "--seeds", runs.ToString(CultureInfo.InvariantCulture), "--workers", workers.ToString(CultureInfo.InvariantCulture)),
            "compare", stop,
            process =>
            {
                foreach (var (id, bytes) in PeakMemory.OfTree(process))
                    peaks[id] = bytes;
            });
        return (clock.Elapsed.TotalSeconds, peaks.Count > 0 ? peaks.Values.Sum() : null);
    }
}
