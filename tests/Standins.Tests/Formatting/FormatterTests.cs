using Microsoft.DotNet.Interactive.Formatting;

namespace Standins.Tests.Formatting;

/// <summary>Formatters are the process's: these tests run one after the other, each from the defaults.</summary>
[Collection("formatters")]
public abstract class FormatterTests : IDisposable
{
    protected FormatterTests() => Formatter.ResetToDefault();

    public void Dispose()
    {
        Formatter.ResetToDefault();
        GC.SuppressFinalize(this);
    }

    protected const string Html = HtmlFormatter.MimeType;
    protected const string Plain = PlainTextFormatter.MimeType;

    public interface IMachine
    {
        string Name { get; }
    }

    public class Machine : IMachine
    {
        public string Name { get; init; } = "fan";

        public int Section { get; init; } = 3;
    }

    public class Valve : Machine;

    public record Clip(string File, double Seconds);
}
