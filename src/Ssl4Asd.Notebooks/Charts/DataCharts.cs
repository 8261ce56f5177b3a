using Plotly.NET.CSharp;
using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Color = Plotly.NET.Color;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>What a data set holds: how many clips of what, how long and how loud.</summary>
public static class DataCharts
{
    private const int Bins = 41;

    private static readonly Axis Machine = new("machine type") { Names = true };

    /// <summary>Training and test clips of each machine type, by domain.</summary>
    /// <param name="dataset">Any.</param>
    /// <returns>Two panels with stacked bars.</returns>
    public static GenericChart ClipCounts(Dataset dataset) =>
        Grid.Of(
            [Counted(dataset, "training clips (all normal)", dataset.TrainClips), Counted(dataset, "test clips (normal and anomalous)", dataset.TestClips)],
            1, 2, height: 110 + 28 * Math.Max(6, dataset.Machines.Count));

    /// <summary>How long the recordings are.</summary>
    /// <param name="recordings">Any number.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart Lengths(ClipStore recordings, string? title = "length of the recordings")
    {
        var (x, y) = (new Axis("length (s)"), new Axis("recordings (number)"));
        if (recordings.Count == 0)
            return Panel.NotAvailable(title, "no recordings", x, y);
        var lengths = Enumerable.Range(0, recordings.Count).Select(i => Math.Round((double)recordings.Length(i) / recordings.SampleRate, 3)).ToList();
        var bins = Counts.Bins(lengths, Bins);
        return Panel.Of(
            [Marks.Columns(bins.Middles.Select(Thinning.Round), Counts.In(bins, lengths), Colours.Others[7], hover: "about %{x:.2f} s: %{y} recordings<extra></extra>").With("width", Thinning.Round(bins.Width))],
            title, x, y);
    }

    /// <summary>How loud the recordings of each machine type and domain are: a box with the median and quartiles of their levels.</summary>
    /// <param name="recordings">The recordings.</param>
    /// <param name="clips">What is known of them, in the same order; those of unknown domain are left out.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">As many clips as recordings are needed.</exception>
    public static GenericChart Levels(ClipStore recordings, IReadOnlyList<Clip> clips, string? title = "level of the recordings")
    {
        if (clips.Count != recordings.Count)
            throw new ArgumentException($"Expected a clip for each of {recordings.Count} recordings, got {clips.Count}.", nameof(clips));
        var y = new Axis($"root mean square ({Decibels.Unit})");
        var levels = clips.Select((clip, i) => (clip.Machine, clip.Domain, Level: Math.Round(Decibels.OfRms(Rms(recordings.Recording(i))), 1))).ToList();
        var boxes = new[] { (Domain.Source, Colours.Source), (Domain.Target, Colours.Target) }
            .Where(d => levels.Exists(l => l.Domain == d.Item1)).Select(d => Box(levels.FindAll(l => l.Domain == d.Item1), Csv.Word(d.Item1), d.Item2)).ToList();
        if (boxes.Count == 0)
            return Panel.NotAvailable(title, "no recordings of known domain", Machine, y);
        return Panel.Of(boxes, title, Machine, y).WithLayout("boxmode", "group");
    }

    private static GenericChart Box(List<(string Machine, Domain? Domain, double Level)> levels, string name, string colour) =>
        Chart.BoxPlot<string, double, string>(
            X: levels.Select(l => l.Machine).ToArray(), Y: levels.Select(l => l.Level).ToArray(), Name: name, ShowLegend: true,
            MarkerColor: Color.fromString(colour), UseDefaults: false);

    private static GenericChart Counted(Dataset dataset, string title, IReadOnlyList<Clip> clips)
    {
        var x = new Axis("clips (number)");
        Domain?[] domains = [Domain.Source, Domain.Target, null];
        var bars = domains.Where(domain => clips.Any(c => c.Domain == domain)).Select(domain => Marks.Bars(
            dataset.Machines, dataset.Machines.Select(m => (double)clips.Count(c => c.Machine == m && c.Domain == domain)),
            domain switch { Domain.Source => Colours.Source, Domain.Target => Colours.Target, _ => Colours.Guide },
            domain is { } known ? Csv.Word(known) : "domain unknown", hover: "%{y}: %{x} clips")).ToList();
        return bars.Count == 0 ? Panel.NotAvailable(title, "no such clips", x, Machine) : Panel.Of(bars, title, x, Machine, barMode: "stack");
    }

    private static double Rms(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
            sum += (double)sample * sample;
        return Math.Sqrt(sum / samples.Length) / 32768;
    }
}
