using DynamicObj;
using Plotly.NET.LayoutObjects;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    public static GenericChart Combine(IEnumerable<GenericChart> gCharts) => GenericChart.combine(gCharts);

    /// <summary>An empty cell of a grid.</summary>
    public static GenericChart Invisible()
    {
        var chart = GenericChart.Of([new Trace("scatter").WithValue("type", null)], useDefaults: false);
        return chart.WithXAxis(Hidden()).WithYAxis(Hidden());

        static LinearAxis Hidden() =>
            new LinearAxis()
                .WithValue("showticklabels", false).WithValue("showline", false)
                .WithValue("showgrid", false).WithValue("zeroline", false);
    }

    /// <summary>
    /// Charts in rows, each on axes of its own or, coupled, sharing those of its row and column. Their traces and axes are
    /// renumbered in place, so a chart can be in one grid only; of several y axes a chart keeps its first.
    /// </summary>
    /// <param name="gCharts">Row by row; those that find no cell are left out.</param>
    /// <param name="nRows">Number of rows.</param>
    /// <param name="nCols">Number of columns.</param>
    /// <param name="SubPlotTitles">Above the cells.</param>
    /// <param name="SubPlotTitleFont">Of the titles.</param>
    /// <param name="SubPlotTitleOffset">Upwards, as a fraction of the plot.</param>
    /// <param name="RowOrder">From the top or from the bottom.</param>
    /// <param name="Pattern">Own or shared axes; own by default.</param>
    /// <param name="XGap">Between cells, as a fraction of a cell: 0.2 by default, 0.1 with shared axes.</param>
    /// <param name="YGap">Between cells, as a fraction of a cell: 0.3 by default, 0.1 with shared axes.</param>
    /// <exception cref="ArgumentException">There are no charts.</exception>
    public static GenericChart Grid(
        IEnumerable<GenericChart> gCharts, int nRows, int nCols, Optional<IEnumerable<string>> SubPlotTitles = default,
        Optional<Font> SubPlotTitleFont = default, Optional<double> SubPlotTitleOffset = default,
        Optional<StyleParam.LayoutGridRowOrder> RowOrder = default,
        Optional<StyleParam.LayoutGridPattern> Pattern = default, Optional<double> XGap = default,
        Optional<double> YGap = default)
    {
        var coupled = Pattern.IsSome && Pattern.Value == StyleParam.LayoutGridPattern.Coupled;
        var order = RowOrder.IsSome ? RowOrder.Value : StyleParam.LayoutGridRowOrder.TopToBottom;
        var cells = gCharts.Take(nRows * nCols).ToArray();
        foreach (var (i, chart) in cells.Index())
        {
            var xAxis = chart.Layout.TakeAxes("x");
            var yAxis = chart.Layout.TakeAxes("y");
            chart
                .WithAxisAnchor(coupled ? i % nCols + 1 : i + 1, coupled ? i / nCols + 1 : i + 1)
                .WithXAxis(xAxis, StyleParam.SubPlotId.NewXAxis(i + 1))
                .WithYAxis(yAxis, StyleParam.SubPlotId.NewYAxis(i + 1));
        }
        var xs = Cells(nCols, XGap.IsSome ? XGap.Value : coupled ? 0.1 : 0.2);
        var ys = Cells(nRows, YGap.IsSome ? YGap.Value : coupled ? 0.1 : 0.3);
        if (order == StyleParam.LayoutGridRowOrder.TopToBottom)
            Array.Reverse(ys);
        var offset = SubPlotTitleOffset.IsSome ? SubPlotTitleOffset.Value : 0;
        var titles = (SubPlotTitles.IsSome ? SubPlotTitles.Value : []).Take(nRows * nCols).Index().Select(title =>
        {
            var (start, end) = xs[title.Index % nCols];
            return new Annotation()
                .WithValue("x", (start + end) / 2).WithValue("y", ys[title.Index / nCols].End + offset)
                .With("font", SubPlotTitleFont).WithValue("showarrow", false).WithValue("text", title.Item)
                .WithValue("xanchor", "center").WithValue("xref", "paper")
                .WithValue("yanchor", "bottom").WithValue("yref", "paper");
        });
        var grid = Combine(cells).WithAnnotations(titles);
        grid.Layout.SetValue("grid", new DynamicObj.DynamicObj()
            .WithValue("rows", nRows).WithValue("columns", nCols).WithValue("roworder", order)
            .WithValue("pattern", coupled ? StyleParam.LayoutGridPattern.Coupled : StyleParam.LayoutGridPattern.Independent)
            .With("xgap", XGap).With("ygap", YGap));
        return grid;
    }

    // Where plotly.js puts the cells, as fractions of the plot; gap is a fraction of a cell.
    private static (double Start, double End)[] Cells(int count, double gap)
    {
        var step = 1 / (count - gap);
        return [.. Enumerable.Range(0, count).Select(i => (step * i, step * i + step * (1 - gap)))];
    }
}
