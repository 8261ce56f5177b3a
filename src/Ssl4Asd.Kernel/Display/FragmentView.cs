namespace Ssl4Asd.Kernel.Display;

/// <summary>HTML as it was given.</summary>
internal sealed class FragmentView(HtmlFragment fragment) : View
{
    public override string Text => fragment.Content;

    public override string Html => fragment.Content;
}
