using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Ssl4Asd.Audio.Store;

/// <summary>
/// The samples of a <see cref="StoreFile"/>, mapped: the system reads them when they are needed and drops them when memory
/// is. The first look at a recording compares its checksum.
/// </summary>
internal sealed unsafe class MappedClips : ClipMemory
{
    private readonly FileStream _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly StoreEntry[] _entries;
    private readonly bool[] _isChecked;
    private byte* _start;

    internal MappedClips(FileStream file, StoreEntry[] entries)
    {
        (_file, _entries, _isChecked) = (file, entries, new bool[entries.Length]);
        _map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        // kept until Dispose: a store that nobody holds any more must not pull the memory away from under a span of it
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    internal override int Length(int index)
    {
        ObjectDisposedException.ThrowIf(_start is null, typeof(ClipStore));
        return _entries[index].Length;
    }

    internal override ReadOnlySpan<short> Recording(int index)
    {
        var length = Length(index);
        var samples = new ReadOnlySpan<short>(_start + StoreFile.HeaderBytes + sizeof(short) * _entries[index].Offset, length);
        if (!_isChecked[index])
        {
            Check(index, samples);
        }
        return samples;
    }

    /// <summary>Holds the mapping meanwhile, so that another thread may dispose of the store at any time.</summary>
    internal override void Fill(int index, int offset, Span<float> clip)
    {
        var handle = _view.SafeMemoryMappedViewHandle;
        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            base.Fill(index, offset, clip);
        }
        finally
        {
            if (isHeld)
            {
                handle.DangerousRelease();
            }
        }
    }

    public override void Dispose()
    {
        if (_start is null)
        {
            return;
        }
        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }

    private void Check(int index, ReadOnlySpan<short> samples)
    {
        if (Crc32.HashToUInt32(MemoryMarshal.AsBytes(samples)) != _entries[index].Crc32)
        {
            var isGone = StoreFolder.TryDelete(_file.Name);
            throw new InputException(
                $"{_file.Name}: the clip store is damaged (at {_entries[index].Name}); {(isGone ? "it was removed, so" : "remove it and")} run the command again, which decodes the recordings anew");
        }
        _isChecked[index] = true;
    }
}
