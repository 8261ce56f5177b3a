using System.IO.Hashing;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ssl4Asd.Audio.Store;

/// <summary>
/// Decodes recordings on all processor cores into a file, one behind the other in the order of the list. Each core holds
/// one recording at a time, whatever the size of the data. Of recordings that cannot be used, only the reason is kept.
/// </summary>
internal sealed class StoreBuilder
{
    private readonly IReadOnlyList<StoreSource> _sources;
    private readonly SoundFormat _format;
    private readonly SafeFileHandle _file;
    private readonly IProgress<int>? _progress;
    private readonly CancellationToken _stop;
    private readonly WriteBehind _behind;
    private readonly object _gate = new();
    private readonly List<StoreEntry> _entries = [];
    private int _taken, _done;
    private long _end;
    private ExceptionDispatchInfo? _failure;

    private StoreBuilder(
        IReadOnlyList<StoreSource> sources, SoundFormat format, SafeFileHandle file, WriteBehind behind, IProgress<int>? progress, CancellationToken stop)
        => (_sources, _format, _file, _behind, _progress, _stop) = (sources, format, file, behind, progress, stop);

    /// <summary>Writes the samples of all recordings behind the header.</summary>
    /// <returns>The index.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal static IReadOnlyList<StoreEntry> Write(
        IReadOnlyList<StoreSource> sources, SoundFormat format, SafeFileHandle file, IProgress<int>? progress, CancellationToken stop)
    {
        using var behind = new WriteBehind(() => RandomAccess.FlushToDisk(file));
        var builder = new StoreBuilder(sources, format, file, behind, progress, stop);
        Parallel.For(0, Environment.ProcessorCount, _ => builder.Work());
        builder._failure?.Throw();
        behind.Finish();
        return builder._entries;
    }

    private void Work()
    {
        short[] buffer = [];
        short[] Buffer(int length) => buffer.Length < length ? buffer = WavFile.NewArray(length) : buffer;
        while (Take() is { } index)
        {
            try
            {
                var (entry, samples) = Decode(index, Buffer);
                if (Place(index, entry) is not { } offset)
                {
                    return;
                }
                RandomAccess.Write(_file, MemoryMarshal.AsBytes(samples.AsSpan()), StoreFile.HeaderBytes + sizeof(short) * offset);
                lock (_gate)
                {
                    _progress?.Report(++_done);
                    _behind.Add(sizeof(short) * (long)entry.Length);
                }
            }
            catch (Exception e)
            {
                Fail(index, e);
                return;
            }
        }
    }

    private int? Take()
    {
        lock (_gate)
        {
            return _failure is null && _taken < _sources.Count ? _taken++ : null;
        }
    }

    private (StoreEntry Entry, ArraySegment<short> Samples) Decode(int index, Func<int, short[]> buffer)
    {
        _stop.ThrowIfCancellationRequested();
        var source = _sources[index];
        var notices = new List<string>();
        WavFormatChunk format = default;
        ArraySegment<short> samples = [];
        string? broken = null;
        try
        {
            samples = WavFile.ReadPcm16(source.Path, _format, notices.Add, buffer, out format);
        }
        catch (InputException e)
        {
            (broken, notices) = (BrokenRecording.Of(source.Path, e).Reason, []);
        }
        var entry = new StoreEntry
        {
            Name = source.Name,
            Labels = source.Labels,
            Offset = 0,
            Length = samples.Count,
            Crc32 = Crc32.HashToUInt32(MemoryMarshal.AsBytes(samples.AsSpan())),
            Source = format,
            Notices = [.. notices.Select(line => BrokenRecording.Without(source.Path, line))],
            Broken = broken,
        };
        return (entry, samples);
    }

    /// <summary>Waits until all recordings before this one have their places; null where one of them failed.</summary>
    private long? Place(int index, StoreEntry entry)
    {
        lock (_gate)
        {
            if (!IsTurn(index))
            {
                return null;
            }
            var offset = _end;
            _entries.Add(entry with { Offset = offset });
            _end += entry.Length;
            Monitor.PulseAll(_gate);
            return offset;
        }
    }

    // In its turn too, so that it is the first of the list. One that has its place already failed in writing.
    private void Fail(int index, Exception exception)
    {
        lock (_gate)
        {
            if (index < _entries.Count || IsTurn(index))
            {
                _failure ??= ExceptionDispatchInfo.Capture(exception);
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool IsTurn(int index)
    {
        while (_entries.Count != index && _failure is null)
        {
            Monitor.Wait(_gate);
        }
        return _failure is null;
    }
}
