namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Jupyter counts positions in code points, .NET in UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The index in <paramref name="text"/> after so many code points; the end when there are fewer.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var at = 0;
        for (; codePoints > 0 && at < text.Length; codePoints--) at += IsPair(text, at) ? 2 : 1;
        return at;
    }

    /// <summary>The code points before an index of <paramref name="text"/>.</summary>
    public static int FromUtf16(string text, int index)
    {
        var count = 0;
        for (var at = 0; at < index && at < text.Length; count++) at += IsPair(text, at) ? 2 : 1;
        return count;
    }

    private static bool IsPair(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
