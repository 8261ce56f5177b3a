using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Kernel.Engine;

namespace Ssl4Asd.Kernel.Display;

/// <summary>
/// What cells can say without a prefix; the engine imports it with <c>using static</c>. Names are those of .NET Interactive
/// (and <c>clear_output</c> of IPython), so that notebooks written for it run.
/// </summary>
public static class CellApi
{
    /// <summary>Shows a value below the cell, at once.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">In these MIME types only; none for those preferred for its type.</param>
    /// <returns>By which it can be replaced.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => new(value, mimeTypes);

    /// <inheritdoc cref="display"/>
    // Generic, so that it is the better match where a later package brings its own Display(this object).
    public static DisplayedValue Display<T>(this T value, params string[] mimeTypes) => new(value, mimeTypes);

    /// <summary>Shows a text that is already written in a MIME type.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => new(value, [mimeType], isWritten: true);

    /// <summary>HTML that is shown as such, by <see cref="display"/> or as the value of the cell.</summary>
    public static object HTML(string content) => new HtmlFragment(content);

    /// <summary>Runs a script in the page, where the front end allows it.</summary>
    public static void Javascript(string scriptContent) => Show($"<script type=\"text/javascript\">{scriptContent}</script>");

    /// <summary>Adds a style sheet to the page.</summary>
    public static void CSS(string content) => Show($"<style>{content}</style>");

    /// <summary>Removes what the cell has shown so far; with <paramref name="wait"/> only when the next output comes.</summary>
    public static void clear_output(bool wait = false) => CellContext.Current.Clear(wait);

    /// <inheritdoc cref="clear_output"/>
    public static void ClearOutput(bool wait = false) => clear_output(wait);

    private static void Show(string html) =>
        CellContext.Current.Display(new MimeBundle(new Dictionary<string, string> { [HtmlFormatter.MimeType] = html }));
}
