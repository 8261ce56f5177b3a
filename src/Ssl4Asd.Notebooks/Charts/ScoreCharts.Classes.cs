using System.Globalization;
using Ssl4Asd.Experiments;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

public static partial class ScoreCharts
{
    private static readonly (double, double) Shares = (0, 100);

    /// <summary>Which machine type the supervised head takes normal test clips for, in percent of each row.</summary>
    /// <param name="predictions">From <see cref="ClassPredictions"/>.</param>
    public static GenericChart ConfusionOfClasses(IReadOnlyList<ClassPrediction> predictions) => Confusion(
        "which machine does the supervised head say? (normal test clips)", [.. predictions.Select(p => (p.Clip.Machine, p.PredictedMachine))],
        new Axis("predicted machine type") { Names = true }, new Axis("machine type") { Names = true }, "no normal test clips");

    /// <summary>Which class of one machine type it takes them for; classes of other machines are one column.</summary>
    /// <param name="predictions">From <see cref="ClassPredictions"/>.</param>
    /// <param name="machine">The machine type.</param>
    public static GenericChart ConfusionOfClasses(IReadOnlyList<ClassPrediction> predictions, string machine) => Confusion(
        $"{machine}: which class does the supervised head say? (normal test clips)",
        [.. predictions.Where(p => p.Clip.Machine == machine).Select(p => (Short(p.Clip.ClassLabel ?? p.Clip.ClassLabelWithoutDomain), p.PredictedMachine == machine ? Short(p.Predicted) : "another machine"))],
        new Axis("predicted class: section/attributes/domain") { Names = true }, new Axis("class") { Names = true }, $"no normal test clips of {machine}");

    private static string Short(string label) => label[(label.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static GenericChart Confusion(string title, List<(string Actual, string Predicted)> pairs, Axis x, Axis y, string reason)
    {
        if (pairs.Count == 0)
            return Panel.NotAvailable(title, reason, x, y);
        string[] rows = [.. pairs.Select(p => p.Actual).Distinct().Order(StringComparer.Ordinal)];
        // what is right is on the diagonal as far as it goes, what never occurs comes after
        string[] columns = [.. rows, .. pairs.Select(p => p.Predicted).Distinct().Except(rows).Order(StringComparer.Ordinal)];
        var cells = rows.Select(row =>
        {
            var own = pairs.FindAll(p => p.Actual == row);
            return columns.Select(column => (double?)Math.Round(100.0 * own.Count(p => p.Predicted == column) / own.Count, 1)).ToArray();
        }).ToArray();
        return Annotated.Map(cells, columns, rows, v => v == 0 ? "" : v.ToString("0", CultureInfo.InvariantCulture), Shares, "share of the row (%)", title, x, y);
    }
}
