namespace NWaves.Audio;

/// <summary>Which signal of a container: a channel by its number, or one made of all channels.</summary>
public enum Channels
{
    Left,
    Right,
    Sum = 253,
    Average = 254,
    Interleave = 255,
}
