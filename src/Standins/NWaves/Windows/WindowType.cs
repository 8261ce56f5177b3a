namespace NWaves.Windows;

/// <summary>The window functions that Ssl4Asd may ask for, numbered as in the original.</summary>
public enum WindowType
{
    Rectangular = 0,
    Hamming = 2,
    Blackman = 3,
    Hann = 4,
}
