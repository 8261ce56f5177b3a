using CsvHelper.Configuration.Attributes;
using Ssl4Asd.Audio;

namespace Ssl4Asd.Experiments.Explaining;

/// <summary>Which frequencies and which moments of a clip raise its anomaly score: how far it falls where they are made normal.</summary>
/// <param name="Path">The recording.</param>
/// <param name="Start">Where the clip begins in it, in seconds.</param>
/// <param name="Score">The clip's anomaly score.</param>
/// <param name="Threshold">The decision threshold of the machine and section.</param>
/// <param name="Frequencies">The edges of the bands in Hz, [bands + 1].</param>
/// <param name="Times">The edges of the moments in seconds from the beginning of the recording, [moments + 1].</param>
/// <param name="Bands">How far the score falls without each band, [bands].</param>
/// <param name="Moments">How far the score falls without each moment, [moments].</param>
/// <param name="Tiles">How far the score falls without a band at a moment, [bands, moments].</param>
public sealed record Explanation(
    string Path, double Start, double Score, double Threshold, IReadOnlyList<double> Frequencies, IReadOnlyList<double> Times,
    IReadOnlyList<double> Bands, IReadOnlyList<double> Moments, double[,] Tiles)
{
    /// <summary>The clip, as the network gets it.</summary>
    public required Waveform Clip { get; init; }

    /// <summary>The band and the moment without which the score falls furthest.</summary>
    public (int Band, int Moment) Strongest => (
        from band in Enumerable.Range(0, Bands.Count)
        from moment in Enumerable.Range(0, Moments.Count)
        orderby Tiles[band, moment] descending
        select (band, moment)).First();

    /// <summary>Writes all of them as CSV; whole bands and whole moments have no numbers for what they leave open.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public void Write(string path) => Csv.Write(path,
    [
        .. Bands.Select((drop, b) => new Row(Frequencies[b], Frequencies[b + 1], null, null, drop)),
        .. Moments.Select((drop, m) => new Row(null, null, Times[m], Times[m + 1], drop)),
        .. from band in Enumerable.Range(0, Bands.Count)
           from moment in Enumerable.Range(0, Moments.Count)
           select new Row(Frequencies[band], Frequencies[band + 1], Times[moment], Times[moment + 1], Tiles[band, moment]),
    ]);

    private sealed record Row(
        [property: Name("low_hz")] double? Low, [property: Name("high_hz")] double? High, [property: Name("start_seconds")] double? Start,
        [property: Name("end_seconds")] double? End, [property: Name("drop")] double Drop);
}
