namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Jupyter counts positions in code points, .NET in UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The index in <paramref name="text"/> after so many code points; the end when there are fewer.</summary>
    public static int ToUtf16(string text, int codePoints) => text.EnumerateRunes().Take(Math.Max(0, codePoints)).Sum(rune => rune.Utf16SequenceLength);

    /// <summary>The code points before an index of <paramref name="text"/>.</summary>
    public static int FromUtf16(string text, int index) => text[..index].EnumerateRunes().Count();
}
