namespace Ssl4Asd.Kernel.Display;

/// <summary>A value that is a text.</summary>
internal sealed class TextView(string text) : View
{
    public override bool IsTextOnly => true;

    public override string Text => text;

    public override string Html => $"<span style=\"white-space:pre-wrap\">{Encoded(text)}</span>";
}
