namespace Ssl4Asd.Presets;

/// <summary>
/// The residual network of the spectrogram branch. The paper does not describe it; its published code has had two versions,
/// neither of which treats all blocks alike.
/// </summary>
public enum ResidualVersion
{
    /// <summary>All blocks alike: ReLU → Conv → BN → ReLU → Conv → SE, BN after each addition.</summary>
    Uniform,

    /// <summary>As published since January 2024: the inner ReLU of block 2 comes before its BN, and no BN follows the last addition.</summary>
    Published,

    /// <summary>
    /// As published before: in addition, the inner BN of block 1 is applied to the block's input on the skip path instead of the
    /// inner activation. The numbers of the paper probably come from this one.
    /// </summary>
    Before2024,
}
