namespace Ssl4Asd.Kernel.Display;

/// <summary>HTML that is shown as such.</summary>
public sealed class HtmlFragment(string content)
{
    public string Content { get; } = content;

    public override string ToString() => Content;
}
