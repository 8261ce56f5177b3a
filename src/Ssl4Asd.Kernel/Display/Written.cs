namespace Ssl4Asd.Kernel.Display;

/// <summary>A text that needs no formatter: it is already in the MIME type it is shown as.</summary>
internal sealed record Written(string Text);
