namespace Ssl4Asd.Notebooks.Listening;

/// <summary>Something to listen to in a page, with a line of text for where no page is shown.</summary>
/// <param name="html">A complete element that holds its sound.</param>
/// <param name="text">What could be heard.</param>
public sealed class SoundPlayer(string html, string text)
{
    /// <summary>A complete element that holds its sound.</summary>
    public string Html { get; } = html;

    /// <summary>What could be heard.</summary>
    public string Text { get; } = text;

    /// <summary>The same as <see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
