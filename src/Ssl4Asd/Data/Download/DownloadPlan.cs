using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data.Download;

/// <summary>What a download is going to do, said before it begins; and whether the disk has room for it.</summary>
internal sealed class DownloadPlan
{
    private readonly double _bytesPerSecond; // 16 bit, 16 kHz
    private readonly DcaseData _data;
    private readonly DownloadOptions _options;
    private readonly string _root;
    private readonly IReadOnlyList<DataArchive> _archives;

    /// <param name="data">The data set.</param>
    /// <param name="options">The choice.</param>
    /// <param name="root">Where to.</param>
    /// <param name="archives">What is missing there.</param>
    internal DownloadPlan(DcaseData data, DownloadOptions options, string root, IReadOnlyList<DataArchive> archives) =>
        (_data, _options, _root, _archives, _bytesPerSecond) = (data, options, root, archives, 2 * 16_000 * data.Channels);

    /// <summary>Bytes to fetch; null where a size is not known. The ground truth, a few kB without a known size, counts as nothing.</summary>
    internal long? Bytes => _archives.Any(a => a.Bytes is null && a.Part != DataPart.GroundTruth) ? null : _archives.Sum(a => a.Bytes ?? 0);

    /// <summary>Clips in them; null where their number is not published.</summary>
    internal int? Clips => _archives.Any(a => a.Clips is null) ? null : _archives.Sum(a => a.Clips);

    /// <summary>
    /// Room that is needed at least: all clips at their shortest, or the archives where these are larger (a zip file of clips
    /// is not larger than they), and one archive beside what is unpacked of it.
    /// </summary>
    private double Needed
    {
        get
        {
            double Unpacked(DataArchive archive) => Math.Max((archive.Clips * _data.ShortestClip * _bytesPerSecond) ?? 0, archive.Bytes ?? 0);
            var beside = _options.From is not null ? 0 : _options.KeepArchives ? _archives.Sum(a => a.Bytes ?? 0) : _archives.Max(a => a.Bytes ?? 0);
            return _archives.Sum(Unpacked) + beside;
        }
    }

    /// <summary>What, how much, from where, under which licence; a line each.</summary>
    /// <param name="there">Bytes of archives that lie there already.</param>
    internal IEnumerable<string> Lines(long there)
    {
        var size = Bytes is { } bytes ? $", {DiskSpace.Text(bytes)}" : ", sizes not known";
        yield return $"{_data.Title}: {_archives.Count} archive{(_archives.Count == 1 ? "" : "s")}{size}{(there > 0 ? $" ({DiskSpace.Text(there)} of them are here already)" : "")} from {From()}";
        foreach (var part in _archives.GroupBy(a => a.Part))
            yield return $"  {Word(part.Key)} ({string.Join(", ", part.Select(a => a.Source).Distinct())}): {string.Join(", ", part.SelectMany(a => a.Machines).Select(m => m.Machine))}";
        if (Clips != 0)
            yield return $"to {_root}: {(Clips is { } clips ? $"{clips} clips, {Unpacked(clips)} unpacked" : "how many clips is not published")}; {DiskSpace.Text(_options.FreeSpace(_root))} are free";
        yield return $"licence of the clips: {DcaseData.Licence}: not for commercial use; name the authors; pass on under the same licence";
    }

    /// <summary>Refuses what certainly does not fit.</summary>
    /// <param name="there">Bytes of archives that lie there already.</param>
    /// <exception cref="InputException">It does not.</exception>
    internal void CheckSpace(long there)
    {
        var (needed, free) = (Needed - there, _options.FreeSpace(_root));
        if (needed > free)
            throw new InputException($"{_root}: {DiskSpace.Text(needed)} are needed at least, {DiskSpace.Text(free)} are free; make room, choose another folder, or fetch less with --machines or --parts.");
    }

    private string From() => _options.From ?? (_options.BaseUrl is { } mirror ? mirror.AbsoluteUri : string.Join(" and ", _archives.Select(a => a.Host.AbsoluteUri.TrimEnd('/')).Distinct()));

    private string Unpacked(int clips)
    {
        var most = clips * _data.LongestClip * _bytesPerSecond;
        return _data.ShortestClip is not { } shortest ? $"{DiskSpace.Text(most)} at most"
            : shortest == _data.LongestClip ? $"about {DiskSpace.Text(most)}" : $"{DiskSpace.Text(clips * shortest * _bytesPerSecond)} to {DiskSpace.Text(most)}";
    }

    internal static string Word(DataPart part) => part switch
    {
        DataPart.Development => "development",
        DataPart.Training => "additional training",
        DataPart.Evaluation => "evaluation test",
        _ => "ground truth",
    };
}
