namespace Ssl4Asd.Kernel.Display;

/// <summary>A value shown below a cell, which can be replaced where it stands.</summary>
public sealed class DisplayedValue
{
    private readonly Lock _gate = new();
    private readonly string[] _mimeTypes;
    private readonly bool _isWritten;

    /// <param name="value">What is shown.</param>
    /// <param name="mimeTypes">In these only; none for those preferred for its type, also of what replaces it.</param>
    /// <param name="isWritten">The value is a text that needs no formatter.</param>
    internal DisplayedValue(object? value, string[] mimeTypes, bool isWritten = false)
    {
        _mimeTypes = mimeTypes;
        _isWritten = isWritten;
        Show(value, isUpdate: false);
    }

    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    public object? Value { get; private set; }

    public bool IsUpdated { get; private set; }

    /// <summary>Shows another value in its place, in every view of it. Calls from several threads show one after the other.</summary>
    public void Update(object? updatedValue)
    {
        lock (_gate)
        {
            IsUpdated = true;
            Show(updatedValue, isUpdate: true);
        }
    }

    private void Show(object? value, bool isUpdate)
    {
        Value = value;
        var bundle = Bundles.Of(_isWritten && value is string text ? new Written(text) : value, _mimeTypes);
        CellContext.Current.Display(bundle, DisplayId, isUpdate);
    }
}
