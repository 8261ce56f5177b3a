using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Ssl4Asd.Experiments;

namespace Ssl4Asd.Cli;

/// <summary>Detections as CSV or JSON, one by one, so that a reader of the pipe has each as soon as it is known.</summary>
internal sealed class DetectionWriter : IDisposable
{
    private readonly CsvWriter? _csv;

    internal DetectionWriter(bool isJson)
    {
        if (isJson)
            return;
        _csv = new CsvWriter(Console.Out, Csv.Configuration, leaveOpen: true);
        Row("file", "start_seconds", "score", "threshold", "margin", "decision");
    }

    /// <summary>Score, threshold, margin and decision, as they are shown.</summary>
    internal static string[] Numbers(Detection d) =>
        [.. new[] { d.Score, d.Threshold, d.Margin }.Select(x => x.ToString("0.000000", CultureInfo.InvariantCulture)), Decision(d)];

    internal void Write(Detection d)
    {
        if (_csv is not null)
            Row([d.Path, d.Start?.ToString("0.###", CultureInfo.InvariantCulture) ?? "", .. Numbers(d)]);
        else
            Console.Out.WriteLine(JsonSerializer.Serialize(new { file = d.Path, start_seconds = d.Start, score = d.Score, threshold = d.Threshold, margin = d.Margin, decision = Decision(d) }));
        Console.Out.Flush();
    }

    public void Dispose() => _csv?.Dispose();

    private static string Decision(Detection d) => d.IsAnomaly ? "anomaly" : "normal";

    private void Row(params string[] cells)
    {
        foreach (var cell in cells)
            _csv!.WriteField(cell);
        _csv!.NextRecord();
        _csv.Flush();
    }
}
