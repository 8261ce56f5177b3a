using Ssl4Asd.Kernel.Engine;

namespace Kernel.Tests.Display;

/// <summary>Keeps what a cell showed, in the order in which it came.</summary>
internal sealed class RecordingOutput : ICellOutput
{
    private readonly Lock _gate = new();
    private readonly List<Shown> _shown = [];

    public record Shown(string What, IReadOnlyDictionary<string, string> Data, string? DisplayId, bool IsUpdate);

    public IReadOnlyList<Shown> All
    {
        get
        {
            lock (_gate)
                return [.. _shown];
        }
    }

    public IEnumerable<string> PlainTexts => All.Select(shown => shown.Data.GetValueOrDefault("text/plain", ""));

    public void Write(string text, bool isError) => Add(new(isError ? "stderr" : "stdout", new Dictionary<string, string>(), null, false));

    public void Display(MimeBundle bundle, string? displayId = null, bool isUpdate = false) => Add(new("display", bundle.Data, displayId, isUpdate));

    public void Clear(bool wait) => Add(new(wait ? "clear, waiting" : "clear", new Dictionary<string, string>(), null, false));

    public string ReadLine(string prompt, bool isPassword) => throw new InvalidOperationException("no one to ask");

    private void Add(Shown shown)
    {
        lock (_gate)
            _shown.Add(shown);
    }
}
