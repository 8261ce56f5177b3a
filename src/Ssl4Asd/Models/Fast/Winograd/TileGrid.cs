namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>Activations <c>[clips, frames, bins, channels]</c>, cut into tiles of 4 × 4; those at the end may hang over.</summary>
internal readonly record struct TileGrid(int Clips, int Frames, int Bins)
{
    /// <summary>Frames and bins of a tile of a convolution's output.</summary>
    internal const int Outputs = 4;

    /// <summary>Frames and bins of the input that a kernel of 3 × 3 needs for them.</summary>
    internal const int Inputs = Outputs + 2;

    /// <summary>Numbers of a tile, transformed.</summary>
    internal const int Positions = Inputs * Inputs;

    /// <summary>Rows of tiles of a clip.</summary>
    internal int High => (Frames + Outputs - 1) / Outputs;

    /// <summary>Tiles in a row.</summary>
    internal int Wide => (Bins + Outputs - 1) / Outputs;

    /// <summary>Rows of tiles of all clips.</summary>
    internal int Strips => Clips * High;
}
