namespace Ssl4Asd.Kernel.Display;

/// <summary>How the kernel shows a value: looked at once, written in two MIME types.</summary>
internal abstract class View
{
    /// <summary>Whether HTML would add nothing to the text.</summary>
    public virtual bool IsTextOnly => false;

    public abstract string Text { get; }

    public abstract string Html { get; }

    protected static string Encoded(string text) => System.Net.WebUtility.HtmlEncode(text);
}
