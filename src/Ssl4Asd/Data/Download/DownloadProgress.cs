using System.Diagnostics;

namespace Ssl4Asd.Data.Download;

/// <summary>Adds up what all transfers bring, with the speed of the last seconds; then what is unpacked.</summary>
/// <param name="report">Told a few times a second, from any thread.</param>
/// <param name="bytes">To fetch in all; null where sizes are not known: then archives are counted.</param>
/// <param name="archives">To fetch.</param>
/// <param name="clips">To unpack.</param>
/// <param name="isFetching">Whether archives come from a server; nothing is said of those that are here.</param>
internal sealed class DownloadProgress(Action<WorkProgress> report, long? bytes, int archives, int clips, bool isFetching)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<(TimeSpan When, long Bytes)> _samples = [];
    private long _bytes;
    private int _archives;
    private int _clips;
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _last = -Often; // told, since the start

    /// <summary>Bytes that have come, or that were thrown away.</summary>
    internal void Moved(long count)
    {
        lock (_gate)
        {
            _bytes += count;
            Report(isLast: false);
        }
    }

    /// <summary>An archive is here.</summary>
    internal void Arrived()
    {
        lock (_gate)
        {
            _archives++;
            Report(isLast: _archives == archives);
        }
    }

    /// <summary>A file is unpacked; told only when nothing more has to come.</summary>
    internal void Unpacked()
    {
        lock (_gate)
        {
            _clips++;
            if (_archives == archives && (IsTime() || _clips == clips))
                report(new WorkProgress("unpacking", Math.Min(_clips, clips), clips));
        }
    }

    private void Report(bool isLast)
    {
        if (!isFetching || (!IsTime() && !isLast))
            return;
        var now = Stopwatch.GetElapsedTime(_start);
        _samples.Enqueue((now, _bytes));
        while (now - _samples.Peek().When > Window)
            _samples.Dequeue();
        var (since, before) = _samples.Peek();
        var speed = now > since ? $", {DiskSpace.Text(Math.Max(0, _bytes - before) / (now - since).TotalSeconds)}/s" : "";
        report(bytes is { } all
            ? new WorkProgress("downloading", isLast ? Mega(all) : (int)Math.Min(_bytes / 1_000_000, Mega(all) - 1), Mega(all), $"{DiskSpace.Text(isLast ? all : Math.Min(_bytes, all))} of {DiskSpace.Text(all)}{speed}")
            : new WorkProgress("downloading", _archives, archives, $"{DiskSpace.Text(_bytes)}{speed}"));
    }

    private bool IsTime()
    {
        var now = Stopwatch.GetElapsedTime(_start);
        if (now - _last < Often) return false;
        _last = now;
        return true;
    }

    private static int Mega(long bytes) => (int)Math.Max(1, (bytes + 999_999) / 1_000_000);
}
