using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Win32.SafeHandles;

namespace Ssl4Asd.Audio.Store;

/// <summary>
/// The file of decoded recordings, little-endian: 64 bytes of header (magic, version, sample rate, where the index begins
/// and how long it is, hash of the sources), the samples of all recordings as 16-bit integers one behind the other, the
/// index as JSON (<see cref="StoreEntry"/>), and SHA-256 over header and index.
/// </summary>
internal static class StoreFile
{
    internal const int HeaderBytes = 64, HashBytes = 32;

    /// <summary>Raised whenever the layout or the decoding changes: older files are then built anew.</summary>
    internal const int Version = 3;

    internal const string Extension = ".clips";

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static ReadOnlySpan<byte> Magic => "ASDCLIPS"u8;

    /// <summary>Writes header and index around the samples that are there already.</summary>
    internal static void Finish(SafeFileHandle file, SoundFormat format, ReadOnlySpan<byte> sourceHash, IReadOnlyList<StoreEntry> entries)
    {
        var end = HeaderBytes + sizeof(short) * entries.Select(e => e.Offset + e.Length).DefaultIfEmpty().Max();
        var index = JsonSerializer.SerializeToUtf8Bytes(entries, _json);
        Span<byte> header = stackalloc byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], format.SampleRate);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], end);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], index.Length);
        sourceHash.CopyTo(header[32..]);
        RandomAccess.Write(file, index, end);
        RandomAccess.Write(file, Digest(header, index), end + index.Length);
        RandomAccess.Write(file, header, 0);
    }

    /// <summary>Opens a store, if it is there, whole, and made from these sources.</summary>
    internal static bool TryOpen(
        string path, IReadOnlyList<StoreSource> sources, SoundFormat format, ReadOnlySpan<byte> sourceHash, [NotNullWhen(true)] out ClipStore? store)
    {
        store = null;
        try
        {
            // others may remove the file while we read it: systems other than Windows keep it for us
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
            if (ReadIndex(stream.SafeFileHandle, format, sourceHash) is { } entries && entries.Length == sources.Count)
            {
                var all = sources.Zip(entries, (source, entry) => (source.Path, Entry: entry)).ToLookup(pair => pair.Entry.Broken is null);
                StoreEntry[] readable = [.. all[true].Select(pair => pair.Entry)];
                store = new ClipStore([.. all[true].Select(pair => pair.Path)], format.SampleRate, new MappedClips(stream, readable),
                    [.. all[true].Select(pair => (IReadOnlyList<string>)[.. pair.Entry.Notices.Select(text => $"{pair.Path}: {text}")])], [.. readable.Select(e => e.Source)],
                    [.. all[false].Select(pair => new BrokenRecording(pair.Path, pair.Entry.Broken!))]);
                return true;
            }
            stream.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // not there, or of no use
        }
        return false;
    }

    /// <summary>The index, or null where the file is no whole store of this version, rate and hash.</summary>
    internal static StoreEntry[]? ReadIndex(SafeFileHandle file, SoundFormat format, ReadOnlySpan<byte> sourceHash)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (!BitConverter.IsLittleEndian || !FileBytes.ReadFully(file, header, 0) || !header.StartsWith(Magic)
            || BinaryPrimitives.ReadInt32LittleEndian(header[8..]) != Version
            || BinaryPrimitives.ReadInt32LittleEndian(header[12..]) != format.SampleRate
            || !header[32..].SequenceEqual(sourceHash))
        {
            return null;
        }
        var at = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        var length = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
        if (at < HeaderBytes || length < 0 || length > Array.MaxLength - HashBytes || RandomAccess.GetLength(file) - HashBytes - length != at)
        {
            return null;
        }
        var tail = new byte[length + HashBytes];
        var index = tail.AsSpan(0, (int)length);
        return FileBytes.ReadFully(file, tail, at) && tail.AsSpan((int)length).SequenceEqual(Digest(header, index))
            ? JsonSerializer.Deserialize<StoreEntry[]>(index, _json)
            : null;
    }

    private static byte[] Digest(ReadOnlySpan<byte> header, ReadOnlySpan<byte> index)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(index);
        return hash.GetHashAndReset();
    }
}
