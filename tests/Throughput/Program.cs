// The clip store of a data set, built and opened again, as one line of JSON: the C# side of store.sh.
// Argument: the data set; SSL4ASD_STORE names an empty folder.
using System.Diagnostics;
using System.Text.Json;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;

var dataset = Dataset.Load(args[0]);
var before = Environment.CpuUsage.TotalTime;
var build = Seconds();
var busy = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
var open = Seconds();
Console.WriteLine(JsonSerializer.Serialize(new
{
    clips_per_second = Math.Round(dataset.TrainClips.Count / build, 1),
    build_seconds = Math.Round(build, 3),
    open_seconds = Math.Round(open, 3),
    cores_busy = Math.Round(busy / build, 2),
    cores = Environment.ProcessorCount,
}));

double Seconds()
{
    var clock = Stopwatch.StartNew();
    using var recordings = new DatasetRecordings(dataset, 16_000);
    recordings.Train();
    return clock.Elapsed.TotalSeconds;
}
