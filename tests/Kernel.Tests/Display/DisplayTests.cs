using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Kernel.Display;

namespace Kernel.Tests.Display;

/// <summary>Formatters and the last cell are the process's: these tests run one after the other, each in a cell of its own.</summary>
[Collection("display")]
public abstract class DisplayTests : IDisposable
{
    private readonly IDisposable _cell;

    protected DisplayTests()
    {
        Formatter.ResetToDefault();
        KernelFormatters.Register();
        _cell = CellContext.Enter(Output);
    }

    internal RecordingOutput Output { get; } = new();

    public void Dispose()
    {
        _cell.Dispose();
        Formatter.ResetToDefault();
        GC.SuppressFinalize(this);
    }

    protected const string HtmlType = "text/html";
    protected const string PlainType = "text/plain";

    protected static string HtmlOf(object? value) => Bundles.Of(value).Data[HtmlType];

    protected static string PlainOf(object? value) => Bundles.Of(value).Data[PlainType];

    public record Clip(string File, double Seconds);

    /// <summary>The cells of an HTML table, row by row, as the text that a reader sees.</summary>
    protected static string[][] Rows(string html) =>
    [
        .. html.Split("<tr>").Skip(1).Select(row => System.Text.RegularExpressions.Regex
            .Matches(row, "<t[hd][^>]*>(.*?)</t[hd]>")
            .Select(cell => System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(cell.Groups[1].Value, "<[^>]*>", "")))
            .ToArray()),
    ];
}
