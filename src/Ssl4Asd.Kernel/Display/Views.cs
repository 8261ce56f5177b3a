using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace Ssl4Asd.Kernel.Display;

/// <summary>Decides how a value is shown where no one has registered a formatter for it.</summary>
internal static class Views
{
    [ThreadStatic]
    private static ConditionalWeakTable<object, View>? _remembered;

    /// <summary>While it lasts, this thread looks at a value once: lazy sequences run once for all MIME types.</summary>
    public static IDisposable Remembering()
    {
        var before = _remembered;
        _remembered = [];
        return new Forgetting(before);
    }

    /// <summary>Null where the formatting package has its own way with the type.</summary>
    public static View? Of(object? value, string mimeType)
    {
        if (value is null)
            return new TextView(Formatter.NullString);
        if (_remembered?.TryGetValue(value, out var known) == true)
            return known;
        var view = Special(value);
        if (view is null)
        {
            if (TypeMatch.PackageFormatter(value.GetType(), mimeType) is not null)
                return null;
            view = General(value);
        }
        _remembered?.AddOrUpdate(value, view);
        return view;
    }

    private static View? Special(object value) => value switch
    {
        string or bool or char or Enum => new TextView(value.ToString()!),
        _ when Numbers.Is(value) => new TextView(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        HtmlFragment fragment => new FragmentView(fragment),
        Exception exception => new ExceptionView(exception),
        Task task => new TextView($"{TypeName.Of(task.GetType())} ({task.Status})"), // its result would have to be waited for
        _ => DeedleView.Of(value),
    };

    private static View General(object value)
    {
        var type = value.GetType();
        if (value is IFormattable formattable)
            return new TextView(formattable.ToString(null, CultureInfo.InvariantCulture));
        if (value is Array { Rank: 2 } matrix)
            return MatrixView.Of(matrix);
        if (Members.KnowsItsText(type))
            return new TextView(value.ToString() ?? "");
        if (value is ITuple tuple && Enumerable.Range(0, tuple.Length).All(i => tuple[i] is string || Sequences.IsShort(tuple[i])))
            return new TextView(TableCell.Of(value).Text);
        if (value is IEnumerable sequence)
            return SequenceView.Of(sequence);
        return ObjectView.Of(value);
    }

    private sealed class Forgetting(ConditionalWeakTable<object, View>? before) : IDisposable
    {
        public void Dispose() => _remembered = before;
    }
}
