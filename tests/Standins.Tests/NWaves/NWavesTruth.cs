using System.Globalization;

namespace Standins.Tests.NWaves;

/// <summary>The arrays that Truth/nwaves/make.py wrote.</summary>
internal static class NWavesTruth
{
    internal static float[] Load(string name) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Truth", "nwaves", name + ".txt"))
            .Select(line => float.Parse(line, CultureInfo.InvariantCulture)),
    ];

    internal static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
            {
                Assert.Fail($"at {i}: expected {expected[i]}, given {actual[i]}, tolerance {tolerance}");
            }
        }
    }
}
