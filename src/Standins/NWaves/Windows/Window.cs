namespace NWaves.Windows;

/// <summary>Symmetric windows: the first and the last coefficient are equal.</summary>
public static class Window
{
    public static float[] OfType(WindowType type, int length, params object[] parameters) => type switch
    {
        WindowType.Hamming => Hamming(length),
        WindowType.Blackman => Blackman(length),
        WindowType.Hann => Hann(length),
        _ => Rectangular(length),
    };

    public static float[] Rectangular(int length) => CosineSum(length, 1);

    public static float[] Hamming(int length) => CosineSum(length, 0.54, -0.46);

    public static float[] Blackman(int length) => CosineSum(length, 0.42, -0.5, 0.08);

    public static float[] Hann(int length) => CosineSum(length, 0.5, -0.5);

    private static float[] CosineSum(int length, params double[] terms)
    {
        var window = new float[length];
        for (var i = 0; i < length; i++)
        {
            var angle = 2 * Math.PI * i / (length - 1);
            window[i] = (float)terms.Select((term, k) => k == 0 ? term : term * Math.Cos(k * angle)).Sum();
        }
        return window;
    }
}
