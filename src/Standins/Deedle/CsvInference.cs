using System.Globalization;
using System.Text.RegularExpressions;

namespace Deedle;

/// <summary>What a column of a CSV file holds; each type of numbers holds the ones before it, but bool only 0 and 1.</summary>
internal enum CsvType
{
    Nothing,
    Zero,
    One,
    ZeroOrOne,
    Bool,
    Int,
    Long,
    Decimal,
    Double,
    Date,
    Text,
}

/// <summary>Finds the types of columns and reads their cells.</summary>
internal sealed partial class CsvInference(CultureInfo culture, string[]? missingValues)
{
    private const string Adorners = "%‰‱¤$¢£¥₱﷼₤₭₦₨₩₮€฿₡៛؋₴₪₫₹ƒ";

    private readonly string[] _missing = missingValues ?? ["NaN", "NA", "N/A", "#N/A", ":", "-", "TBA", "TBD"];

    private string Era => culture.DateTimeFormat.GetAbbreviatedEraName(culture.Calendar.Eras[0]);

    public CsvType TypeOf(IEnumerable<string> cells)
    {
        var types = cells.Select(TypeOf).ToList();
        var type = types.Aggregate(CsvType.Nothing, Widen);
        return type == CsvType.Decimal && types.Contains(CsvType.Nothing) ? CsvType.Double : type;
    }

    public Vector Parse(IEnumerable<string> cells, CsvType type) => type switch
    {
        CsvType.Zero or CsvType.One or CsvType.Int => Vector<int>(cells, AsInt),
        CsvType.ZeroOrOne or CsvType.Bool => Vector<bool>(cells, AsBool),
        CsvType.Long => Vector<long>(cells, AsLong),
        CsvType.Decimal => Vector<decimal>(cells, AsDecimal),
        CsvType.Double => Vector<double>(cells, AsDouble),
        CsvType.Date => Vector<DateTime>(cells, AsDate),
        _ => Deedle.Vector<string>.FromValues(cells),
    };

    private static Vector<T> Vector<T>(IEnumerable<string> cells, Func<string, T?> parse) where T : struct =>
        new(cells.Select(cell => parse(cell) is { } value ? new OptionalValue<T>(value) : default));

    private CsvType TypeOf(string cell) =>
        _missing.Contains(cell.Trim()) ? CsvType.Double
        : string.IsNullOrWhiteSpace(cell) ? CsvType.Nothing
        : AsInt(cell) is { } whole ? whole switch { 0 => CsvType.Zero, 1 => CsvType.One, _ => CsvType.Int }
        : AsBool(cell) is not null ? CsvType.Bool
        : AsLong(cell) is not null ? CsvType.Long
        : TimeSpan.TryParse(cell, culture, out _) ? CsvType.Text
        : AsDecimal(cell) is not null ? CsvType.Decimal
        : AsDate(cell) is not null ? CsvType.Date
        : AsDouble(cell) is not null ? CsvType.Double
        : CsvType.Text;

    private static CsvType Widen(CsvType a, CsvType b)
    {
        var (narrow, wide) = a < b ? (a, b) : (b, a);
        return narrow == wide || narrow == CsvType.Nothing ? wide
            : wide <= CsvType.ZeroOrOne ? CsvType.ZeroOrOne
            : wide >= CsvType.Date || narrow == CsvType.Bool ? CsvType.Text
            : wide;
    }

    private int? AsInt(string cell) =>
        int.TryParse(Plain(cell), NumberStyles.Integer, culture, out var value) ? value : null;

    private long? AsLong(string cell) =>
        long.TryParse(Plain(cell), NumberStyles.Integer, culture, out var value) ? value : null;

    private decimal? AsDecimal(string cell) =>
        decimal.TryParse(Plain(cell), NumberStyles.Currency, culture, out var value) ? value : null;

    private double? AsDouble(string cell) =>
        !_missing.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase)
        && double.TryParse(cell, NumberStyles.Any, culture, out var value) ? value : null;

    private static bool? AsBool(string cell) => cell.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => null,
    };

    // A time with an offset is left a text. "12-002" and "3 ad mar" are no dates, though DateTime would read them.
    private DateTime? AsDate(string cell) =>
        DateTime.TryParse(cell, culture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.RoundtripKind, out var date)
        && date.Kind == DateTimeKind.Unspecified
        && (date.Year >= 1000 || Word().Matches(cell).Count(word => int.TryParse(word.Value, out _)) == 3)
        && !cell.Contains(Era, StringComparison.OrdinalIgnoreCase)
            ? DateTime.SpecifyKind(date, DateTimeKind.Local) : null;

    private static string Plain(string cell) => cell.AsSpan().IndexOfAny(Adorners) < 0 ? cell
        : string.Concat(cell.Where(c => !Adorners.Contains(c)));

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
