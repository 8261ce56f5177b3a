namespace Ssl4Asd.Kernel.Display;

/// <summary>What went wrong, with where it did folded away.</summary>
internal sealed class ExceptionView(Exception exception) : View
{
    public override string Text => exception.ToString();

    public override string Html =>
        $"<details><summary><b>{Encoded(TypeName.Of(exception.GetType()))}</b>: {Encoded(exception.Message)}</summary>"
        + $"<pre style=\"white-space:pre-wrap\">{Encoded(exception.ToString())}</pre></details>";
}
