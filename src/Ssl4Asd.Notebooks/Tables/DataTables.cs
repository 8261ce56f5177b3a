using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Own;
using static TorchSharp.torch;

namespace Ssl4Asd.Notebooks.Tables;

/// <summary>What a data set holds, and small matrices for worked examples.</summary>
public static class DataTables
{
    /// <summary>The classes that the network is trained to tell (paper, section 2), and how many training clips each has.</summary>
    /// <param name="dataset">Any.</param>
    /// <param name="machine">Only of this machine type; of all where null.</param>
    public static HtmlTable Classes(Dataset dataset, string? machine = null)
    {
        var clips = dataset.TrainClips.Where(c => machine is null || c.Machine == machine).ToList();
        var classes = clips.GroupBy(c => dataset.ClassIndex(c)).OrderBy(g => g.Key).ToList();
        return HtmlTable.Of(
            machine is null ? $"{dataset.Classes.Count} classes" : $"{machine}: {classes.Count} of {dataset.Classes.Count} classes",
            ["class", "machine type", "section", "attributes", "domain", "training clips"],
            classes.Select(g => (IReadOnlyList<string>)
                [g.Key.ToString(CultureInfo.InvariantCulture), g.First().Machine, g.First().Section, g.First().Attributes, Csv.Word(g.First().Domain!.Value), g.Count().ToString(CultureInfo.InvariantCulture)]),
            names: 5);
    }

    /// <summary>How many clips there are of each machine type.</summary>
    /// <param name="dataset">Any.</param>
    public static HtmlTable Machines(Dataset dataset) => HtmlTable.Of(
        $"{dataset.Machines.Count} machine types", ["set", "machine type", "sections", "train, source", "train, target", "test, normal", "test, anomaly", "test, not labelled"],
        dataset.Clips.GroupBy(c => (c.Subset, c.Machine)).Select(g => (IReadOnlyList<string>)
        [
            Csv.Word(g.Key.Subset), g.Key.Machine, string.Join(" ", g.Select(c => c.Section).Distinct().Order(StringComparer.Ordinal)),
            .. new[]
            {
                g.Count(c => c is { Split: Split.Train, Domain: Domain.Source }), g.Count(c => c is { Split: Split.Train, Domain: Domain.Target }),
                g.Count(c => c is { Split: Split.Test, Condition: Condition.Normal }), g.Count(c => c is { Split: Split.Test, Condition: Condition.Anomaly }),
                g.Count(c => c is { Split: Split.Test, Condition: null }),
            }.Select(n => n.ToString(CultureInfo.InvariantCulture)),
        ]), names: 3);

    /// <summary>What became of one's own recordings, and below the table what makes their scores say little.</summary>
    /// <param name="machines">As <see cref="Adoption.Write"/> tells them.</param>
    /// <param name="warnings">The lines that it gave notice of; may be empty.</param>
    public static HtmlTable Adopted(IReadOnlyList<AdoptedMachine> machines, IReadOnlyList<string> warnings) => HtmlTable.Of(
        "recordings, and the clips that were made of them", ["machine", "normal", "faulty", "sessions", "train", "minutes", "test, normal", "test, faulty"],
        machines.Select(m => (IReadOnlyList<string>)
            [m.Machine, .. new[] { m.Normal, m.Anomalous, m.Sessions, m.Train, m.Minutes, m.TestNormal, m.TestAnomalous }.Select(n => n.ToString("0.#", CultureInfo.InvariantCulture))]),
        warnings.Count == 0 ? "no warnings" : string.Join("; ", warnings));

    /// <summary>A small matrix, with four significant digits; what is below a millionth of its largest value is rounding, and shown as 0.</summary>
    /// <param name="values"><c>[rows, columns]</c></param>
    /// <param name="rowNames">A name for each row.</param>
    /// <param name="columnNames">A name for each column.</param>
    /// <param name="title">Above the table.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than rows or columns.</exception>
    public static HtmlTable Matrix(float[,] values, IReadOnlyList<string> rowNames, IReadOnlyList<string> columnNames, string title = "")
    {
        if (rowNames.Count != values.GetLength(0) || columnNames.Count != values.GetLength(1))
            throw new ArgumentException($"Expected {values.GetLength(0)} row names and {values.GetLength(1)} column names, got {rowNames.Count} and {columnNames.Count}.");
        var rounding = values.Cast<float>().Select(Math.Abs).DefaultIfEmpty().Max() * 1e-6f;
        return HtmlTable.Of(title, ["", .. columnNames], rowNames.Select((name, r) => (IReadOnlyList<string>)
            [name, .. columnNames.Select((_, c) => (Math.Abs(values[r, c]) < rounding ? 0 : values[r, c]).ToString("G4", CultureInfo.InvariantCulture))]));
    }

    /// <summary>The same of a tensor.</summary>
    /// <param name="values"><c>[rows, columns]</c></param>
    /// <param name="rowNames">A name for each row.</param>
    /// <param name="columnNames">A name for each column.</param>
    /// <param name="title">Above the table.</param>
    /// <exception cref="ArgumentException">The shape is another one, or there are more or fewer names than rows or columns.</exception>
    public static HtmlTable Matrix(Tensor values, IReadOnlyList<string> rowNames, IReadOnlyList<string> columnNames, string title = "")
    {
        if (values.dim() != 2)
            throw new ArgumentException($"Expected a matrix [rows, columns], got [{string.Join(", ", values.shape)}].", nameof(values));
        using var copy = values.cpu().to_type(ScalarType.Float32).contiguous();
        var matrix = new float[values.shape[0], values.shape[1]];
        if (matrix.Length > 0)
            Buffer.BlockCopy(copy.data<float>().ToArray(), 0, matrix, 0, matrix.Length * sizeof(float));
        return Matrix(matrix, rowNames, columnNames, title);
    }
}
