namespace Ssl4Asd.Data.Download;

/// <summary>The checksum inside zip files (ISO 3309, polynomial 0xEDB88320).</summary>
internal struct Crc32()
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => (c & 1) != 0 ? (c >> 1) ^ 0xEDB88320 : c >> 1))];

    private uint _state = uint.MaxValue;

    internal readonly uint Value => ~_state;

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        foreach (var value in bytes)
            state = (state >> 8) ^ Table[(byte)(state ^ value)];
        _state = state;
    }
}
