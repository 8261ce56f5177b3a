namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>The frames that one row of tiles needs, with zeros around the clip; those that the next row needs too are kept.</summary>
internal sealed unsafe class Strip
{
    private readonly TileGrid _grid;
    private readonly FrameSource _source;
    private readonly int _channels;
    private readonly int _margin;
    private readonly int _frames;
    private readonly float* _start;
    private int _clip = -1;
    private int _first;

    /// <summary>Frames that are yet to be read.</summary>
    /// <param name="grid">Sizes.</param>
    /// <param name="source">Where the numbers come from.</param>
    /// <param name="channels">Channels of a bin.</param>
    /// <param name="hasMargin">Whether one more frame and bin is read on all sides of a tile.</param>
    /// <param name="memory">As much as <see cref="Length"/> says.</param>
    internal Strip(TileGrid grid, FrameSource source, int channels, bool hasMargin, float* memory)
    {
        (_grid, _source, _channels) = (grid, source, channels);
        (_margin, _frames) = hasMargin ? (1, TileGrid.Inputs) : (0, TileGrid.Outputs);
        _start = memory;
    }

    /// <summary>Numbers of a frame.</summary>
    internal int LineLength => (_grid.Wide * TileGrid.Outputs + 2 * _margin) * _channels;

    /// <summary>Numbers that a strip with a margin has.</summary>
    internal static int Length(TileGrid grid, int channels) => TileGrid.Inputs * (grid.Wide * TileGrid.Outputs + 2) * channels;

    /// <summary>Reads what one row of tiles needs.</summary>
    /// <param name="row">0 … <see cref="TileGrid.Strips"/> − 1.</param>
    /// <returns>The first frame; the others follow.</returns>
    internal float* Read(int row)
    {
        var (clip, first) = (row / _grid.High, row % _grid.High * TileGrid.Outputs - _margin);
        var kept = 0;
        if (clip == _clip && first == _first + TileGrid.Outputs)
        {
            kept = 2 * _margin;
            Line(TileGrid.Outputs, kept).CopyTo(Line(0, kept));
        }
        (_clip, _first) = (clip, first);
        for (var i = kept; i < _frames; i++)
            Read(first + i, Line(i, 1));
        return _start;
    }

    private Span<float> Line(int index, int count) => new(_start + (long)index * LineLength, count * LineLength);

    private void Read(int frame, Span<float> line)
    {
        if (frame < 0 || frame >= _grid.Frames)
        {
            line.Clear();
            return;
        }
        var (before, length) = (_margin * _channels, _grid.Bins * _channels);
        line[..before].Clear();
        _source(_clip, frame, line.Slice(before, length));
        line[(before + length)..].Clear();
    }
}
