// The clip store of a data set, built and opened again, as one line of JSON: the C# side of store.sh.
using System.Diagnostics;
using System.Text.Json;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;

internal static class StoreRate
{
    internal static void Print(string data)
    {
        var dataset = Dataset.Load(data);
        var build = Seconds(dataset); // SSL4ASD_STORE names an empty folder
        var open = Seconds(dataset);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            clips_per_second = Math.Round(dataset.TrainClips.Count / build, 1),
            build_seconds = Math.Round(build, 3),
            open_seconds = Math.Round(open, 3),
            cores = Environment.ProcessorCount,
        }));
    }

    private static double Seconds(Dataset dataset)
    {
        var clock = Stopwatch.StartNew();
        using var recordings = new DatasetRecordings(dataset, 16_000);
        recordings.Train();
        return clock.Elapsed.TotalSeconds;
    }
}
