namespace Ssl4Asd.Audio.Store;

/// <summary>Where the samples of a <see cref="ClipStore"/> lie.</summary>
internal abstract class ClipMemory : IDisposable
{
    internal abstract int Length(int index);

    internal abstract ReadOnlySpan<short> Recording(int index);

    internal virtual void Fill(int index, int offset, Span<float> clip) => FixedLengthClip.Fill(Recording(index), clip, offset);

    public abstract void Dispose();
}

/// <summary>Arrays, for a few recordings.</summary>
internal sealed class HeapClips(short[][] recordings) : ClipMemory
{
    private short[][]? _recordings = recordings;

    private short[][] Recordings => _recordings ?? throw new ObjectDisposedException(nameof(ClipStore));

    internal override int Length(int index) => Recordings[index].Length;

    internal override ReadOnlySpan<short> Recording(int index) => Recordings[index];

    public override void Dispose() => _recordings = null;
}
