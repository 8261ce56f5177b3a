using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace Ssl4Asd.Audio;

/// <summary>One chunk of a RIFF file.</summary>
/// <param name="Id">Its four letters (<see cref="RiffChunks.Id"/>).</param>
/// <param name="Content">Where its content begins, in bytes from the start of the file.</param>
/// <param name="Length">Bytes of its content as its header says, 0 or more: the file may hold fewer.</param>
internal readonly record struct RiffChunk(uint Id, long Content, long Length);

/// <summary>
/// The chunks of a WAV file: of RIFF, of RIFX (big-endian), of RF64 and BW64 (64-bit lengths in a chunk "ds64").
/// </summary>
internal sealed class RiffChunks
{
    /// <summary>Where the first chunk begins.</summary>
    internal const long First = 12;

    /// <summary>Bytes of a chunk's name and length, and of a file's before what its length counts.</summary>
    internal const int HeaderBytes = 8;

    private const int BlockBytes = 1 << 16;

    // Headers looked at in a search: bounds the time for files that were made to cost it.
    private const int MaxSteps = 10_000;

    // What programs write beside the samples. None of it is "data", so that no search ends there.
    private static readonly string[] _names =
    [
        "LIST", "list", "fact", "bext", "cue ", "smpl", "inst", "plst", "labl", "note", "ltxt", "PEAK", "JUNK", "junk", "PAD ", "FLLR", "id3 ", "ID3 ",
        "iXML", "aXML", "axml", "chna", "_PMX", "cart", "acid", "strc", "levl", "afsp", "umid", "DISP", "qlty", "mext", "link", "LGWV", "ResU", "minf",
        "elm1", "regn", "SNDM", "wamd", "guan", "MD5 ", "slnt", "wavl", "ovwf", "bxml", "xml ", "APPL",
    ];

    private static readonly FrozenSet<uint> _known = _names.Select(name => Id(Encoding.ASCII.GetBytes(name))).ToFrozenSet();
    private static readonly SearchValues<byte> _firstLetters = SearchValues.Create([.. _names.Select(name => (byte)name[0]).Distinct()]);

    private readonly RecordingBytes _bytes;
    private readonly long? _dataLength64;

    private RiffChunks(RecordingBytes bytes, ReadOnlySpan<byte> start)
    {
        (_bytes, Order) = (bytes, new ByteOrder(Id(start) == Id("RIFX"u8)));
        Length = Order.U32(start[4..]);
        Span<byte> lengths = stackalloc byte[16];
        var is64 = Id(start) == Id("RF64"u8) || Id(start) == Id("BW64"u8);
        if (is64 && TryRead(First, out var chunk) && chunk.Id == Id("ds64"u8) && chunk.Length >= lengths.Length && bytes.Read(lengths, chunk.Content))
        {
            Length = Length == uint.MaxValue ? Long(lengths) : Length;
            _dataLength64 = Long(lengths[8..]);
        }
    }

    /// <summary>How its numbers are written.</summary>
    internal ByteOrder Order { get; }

    /// <summary>Bytes of the file.</summary>
    internal long FileLength => _bytes.Length;

    /// <summary>Bytes behind the first eight, as the file says.</summary>
    internal long Length { get; }

    /// <summary>Whether the file is as long as it says; a byte more or less, or a header counted in, may be.</summary>
    internal bool IsWhole => Math.Abs(Length + HeaderBytes - FileLength) <= 1 || Length == FileLength;

    internal static uint Id(ReadOnlySpan<byte> letters) => BinaryPrimitives.ReadUInt32BigEndian(letters);

    /// <summary>Null where the file is no WAV file.</summary>
    internal static RiffChunks? TryOpen(RecordingBytes bytes)
    {
        Span<byte> start = stackalloc byte[(int)First];
        return bytes.Read(start, 0) && (start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8))
            && start[8..].SequenceEqual("WAVE"u8) ? new RiffChunks(bytes, start) : null;
    }

    /// <summary>The chunk that begins somewhere; false where the file has no room for its header.</summary>
    internal bool TryRead(long at, out RiffChunk chunk)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        var isThere = _bytes.Read(header, at);
        long length = Order.U32(header[4..]);
        if (length == uint.MaxValue && Id(header) == Id("data"u8))
        {
            length = _dataLength64 ?? length;
        }
        chunk = new RiffChunk(Id(header), at + HeaderBytes, length);
        return isThere;
    }

    /// <summary>Where the next chunk begins: behind the pad byte of one of odd length, unless its writer left that out.</summary>
    internal long Behind(RiffChunk chunk, out bool lacksPad)
    {
        var end = chunk.Content + chunk.Length;
        var isOdd = (chunk.Length & 1) != 0;
        lacksPad = isOdd && !IsChunk(end + 1, isKnown: true) && (IsChunk(end, isKnown: true) || (!IsChunk(end + 1, isKnown: false) && IsChunk(end, isKnown: false)));
        return isOdd && !lacksPad ? end + 1 : end;
    }

    /// <summary>Whether behind a chunk the file ends, with no room for another, or others lead to its end.</summary>
    internal bool EndsWell(RiffChunk chunk)
    {
        var (rest, steps) = (FileLength - chunk.Content - chunk.Length, 0);
        return rest >= 0 && (rest < HeaderBytes || IsChain(Behind(chunk, out _), ref steps));
    }

    /// <summary>Whether behind a chunk, and before a position, another begins and leads to the end of the file.</summary>
    internal bool IsFollowed(RiffChunk chunk, long before) =>
        Behind(chunk, out _) is var next && next < before && next <= FileLength - HeaderBytes && EndsWell(chunk);

    /// <summary>
    /// The first position from which known chunks, one behind the other, lead to the end of the file: what stands behind
    /// samples of unknown length. By chance, samples look so less than once in a million hours.
    /// </summary>
    internal long? Trailing(long from)
    {
        var steps = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            for (var block = from; block <= FileLength - HeaderBytes; block += BlockBytes - 3) // names lie across blocks too
            {
                var bytes = buffer.AsSpan(0, (int)Math.Min(BlockBytes, FileLength - block));
                if (!_bytes.Read(bytes, block))
                {
                    return null;
                }
                for (var i = bytes.IndexOfAny(_firstLetters); i >= 0 && i <= bytes.Length - 4; i = Next(bytes, i + 1))
                {
                    if (_known.Contains(Id(bytes[i..])) && block + i <= FileLength - HeaderBytes && IsChain(block + i, ref steps))
                    {
                        return block + i;
                    }
                }
            }
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        static int Next(ReadOnlySpan<byte> bytes, int from) => bytes[from..].IndexOfAny(_firstLetters) is >= 0 and var i ? from + i : -1;
    }

    private bool IsChain(long at, ref int steps)
    {
        while (FileLength - at >= HeaderBytes)
        {
            if (++steps > MaxSteps || !IsChunk(at, isKnown: false) || !TryRead(at, out var chunk) || chunk.Length > FileLength - chunk.Content)
            {
                return false;
            }
            at = Behind(chunk, out _);
        }
        return true;
    }

    private bool IsChunk(long at, bool isKnown)
    {
        Span<byte> name = stackalloc byte[4];
        return _bytes.Read(name, at) && (isKnown
            ? _known.Contains(Id(name)) || name.SequenceEqual("data"u8) || name.SequenceEqual("fmt "u8)
            : !name.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E));
    }

    // lengths beyond what any file has are as good as none, and must not overflow
    private static long Long(ReadOnlySpan<byte> bytes) => (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(bytes), long.MaxValue / 4);
}
