using System.Text.RegularExpressions;

namespace Ssl4Asd.Audio;

/// <summary>What is odd about many recordings, one line a kind: the same words with other numbers are one.</summary>
internal static partial class NoticeKinds
{
    /// <summary>The lines, in the order of their first recordings.</summary>
    /// <param name="notices">Recordings and what is odd about them, without their paths.</param>
    internal static IEnumerable<string> Lines(IEnumerable<(string Path, string Text)> notices) =>
        from notice in notices
        group notice by Number().Replace(notice.Text, "#") into kind
        let first = kind.First()
        select kind.Count() == 1 ? $"{first.Path}: {first.Text}" : $"{kind.Count()} recordings: {first.Text} (first: {first.Path})";

    [GeneratedRegex("[0-9]+([.][0-9]+)?")]
    private static partial Regex Number();
}
