using Plotly.NET.CSharp;
using Annotation = Plotly.NET.LayoutObjects.Annotation;
using Chart = Plotly.NET.CSharp.Chart;
using Color = Plotly.NET.Color;
using ColorBar = Plotly.NET.ColorBar;
using Core = Plotly.NET.GenericChartExtensions;
using GenericChart = Plotly.NET.GenericChart;
using Layout = Plotly.NET.Layout;
using LinearAxis = Plotly.NET.LayoutObjects.LinearAxis;
using Shape = Plotly.NET.LayoutObjects.Shape;
using StyleParam = Plotly.NET.StyleParam;
using Title = Plotly.NET.Title;

namespace Notebooks.Tests.Rendering;

/// <summary>One chart of each kind and of each style that the notebooks use.</summary>
public static class Gallery
{
    private static readonly string[] Machines = ["fan", "gearbox", "valve"];

    public static IReadOnlyDictionary<string, Func<GenericChart>> Charts { get; } = new Dictionary<string, Func<GenericChart>>
    {
        ["lines"] = Lines,
        ["gaps and markers"] = GapsAndMarkers,
        ["logarithmic"] = Logarithmic,
        ["areas"] = Areas,
        ["bars"] = Bars,
        ["stacked"] = Stacked,
        ["lying bars"] = LyingBars,
        ["histograms"] = Histograms,
        ["boxes"] = Boxes,
        ["heatmap"] = Heatmap,
        ["annotated heatmap"] = AnnotatedHeatmap,
        ["grid"] = Grid,
        ["second axis"] = SecondAxis,
        ["shapes and texts"] = ShapesAndTexts,
        ["light"] = () => Core.WithTemplate(Lines(), Plotly.NET.ChartTemplates.light),
        ["empty"] = () => Chart.Line<double, double, string>([], []),
        ["invisible"] = Chart.Invisible,
    };

    public static double[] Normal(int seed, int count, double mean = 0, double deviation = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => mean + deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    private static GenericChart Titled(GenericChart chart, string title, string x, string y, int width = 600, int height = 400) =>
        Core.WithTitle(chart, title).WithXAxisStyle<double, double, string>(TitleText: x).WithYAxisStyle<double, double, string>(TitleText: y)
            .WithSize(Width: width, Height: height);

    private static GenericChart Lines()
    {
        double[] x = [.. Enumerable.Range(0, 200).Select(i => i / 10.0)];
        return Titled(
            Chart.Combine(
            [
                Chart.Line<double, double, string>(x, x.Select(t => Math.Sin(t)), Name: "supervised"),
                Chart.Line<double, double, string>(x, x.Select(t => Math.Cos(t) * t / 5), Name: "self-supervised", LineDash: StyleParam.DrawingStyle.Dash),
                Chart.Line<double, double, string>(x, x.Select(t => t / 10 - 1), Name: "guide", LineWidth: 1, LineColor: Color.fromHex("#7f7f7f"), LineDash: StyleParam.DrawingStyle.Dot),
            ]),
            "Loss", "Step", "Loss (nats)");
    }

    private static GenericChart GapsAndMarkers() => Titled(
        Chart.Combine(
        [
            Chart.Line<double, double, string>([0, 1, 2, 3, 4, 5], [1, 2, double.NaN, 4, 3, double.PositiveInfinity], Name: "gap", ShowMarkers: true),
            Core.WithYErrorStyle<double, double>(
                Chart.Point<double, double, string>([0, 1, 2, 3, 4], [5, 4, 6, 5, 7], Name: "with errors", MarkerSymbol: StyleParam.MarkerSymbol.Diamond),
                Array: new[] { 0.5, 0.2, 0.7, 0.1, 0.4 }),
            Core.WithMarkerStyle(
                Chart.Point<double, double, string>([0.5, 1.5, 2.5, 3.5], [2, 1, 2, 1], Name: "squares", MultiText: new[] { "a", "b", "c", "d" }, TextPosition: StyleParam.TextPosition.TopCenter),
                Size: 12, Symbol: StyleParam.MarkerSymbol.Square, Opacity: 0.6),
        ]),
        "Points", "x", "y");

    private static GenericChart Logarithmic()
    {
        double[] x = [.. Enumerable.Range(1, 400).Select(i => 20.0 * i)];
        var chart = Chart.Line<double, double, string>(x, x.Select((f, i) => i == 100 ? 0 : 1e4 / f / f), Name: "power");
        return Titled(chart, "Logarithmic axes", "Frequency (Hz)", "Power")
            .WithXAxisStyle<double, double, string>(AxisType: StyleParam.AxisType.Log).WithYAxisStyle<double, double, string>(AxisType: StyleParam.AxisType.Log);
    }

    private static GenericChart Areas()
    {
        double[] x = [0, 0.1, 0.3, 0.6, 1];
        return Titled(
            Chart.Combine(
            [
                Chart.Area<double, double, string>(x, [0, 0.5, 0.7, 0.9, 1], Name: "pAUC", FillColor: Color.fromString("rgba(0,114,178,0.2)")),
                Chart.Range<double, double, string>(x, [0.2, 0.3, 0.4, 0.5, 0.6], [0.3, 0.4, 0.5, 0.6, 0.7], [0.1, 0.2, 0.3, 0.4, 0.5], StyleParam.Mode.Lines, Name: "mean", GroupName: "band"),
            ]),
            "Areas", "False positive rate", "True positive rate");
    }

    private static GenericChart Bars() => Titled(
        Chart.Combine(
        [
            Core.WithYErrorStyle<double, double>(
                Chart.Column<double, string, string>([60, 70.5, 55], Keys: Machines, Name: "baseline", MultiText: new[] { "60", "70.5", "55" }), Array: new[] { 2.0, 3, 1 }),
            Chart.Column<double, string, string>([65, 72, 50], Keys: Machines, Name: "proposed", MarkerColor: Color.fromHex("#d55e00")),
        ]),
        "Official score", "Machine type", "Score (%)");

    private static GenericChart Stacked() => Titled(
        Chart.Combine(
        [
            Chart.StackedColumn<int, string, string>([10, 20, 30], Keys: Machines, Name: "source"),
            Chart.StackedColumn<int, string, string>([5, 3, 8], Keys: Machines, Name: "target"),
        ]),
        "Clips", "Machine type", "Clips");

    private static GenericChart LyingBars() => Titled(
        Core.WithXErrorStyle<double, double>(
            Chart.Bar<double, string, string>([1.5, -0.7, 3.1], Keys: new[] { "mixup alone", "StatEx alone", "FeatEx and all that" }, MultiText: new[] { "+1.5", "−0.7", "+3.1" }),
            Array: new[] { 0.5, 0.4, 0.6 }, Arrayminus: new[] { 0.2, 0.2, 0.2 }, Symmetric: false),
        "Differences", "Difference (percentage points)", "System");

    private static GenericChart Histograms() => Core.WithLayout(
        Titled(
            Chart.Combine(
            [
                Chart.Histogram<double, double, string>(X: Normal(1, 300, 0.3, 0.1), Name: "normal", Opacity: 0.6),
                Chart.Histogram<double, double, string>(X: Normal(2, 200, 0.6, 0.15), Name: "anomaly", Opacity: 0.6),
            ]),
            "Anomaly scores", "Score", "Clips"),
        Layout.init<string>(BarMode: StyleParam.BarMode.Overlay));

    private static GenericChart Boxes() => Titled(
        Chart.Combine(
        [
            Chart.BoxPlot<string, double, string>(Y: Normal(3, 20, 60, 3), Name: "baseline", BoxPoints: StyleParam.BoxPoints.All),
            Chart.BoxPlot<string, double, string>(Y: Normal(4, 30, 65, 2).Concat([80, 50]).ToArray(), Name: "proposed", BoxMean: StyleParam.BoxMean.True),
        ]),
        "Seeds", "System", "Score (%)");

    private static GenericChart Heatmap()
    {
        double[] seconds = [.. Enumerable.Range(0, 120).Select(i => i * 0.016)];
        double[] hertz = [.. Enumerable.Range(0, 257).Select(i => i * 31.25)];
        var z = hertz.Select((f, i) => seconds.Select((t, j) => i < 3 && j < 20 ? double.NaN : -40 - 30 * Math.Sin(f / 600) + 15 * Math.Sin(12 * t)));
        var chart = Chart.Heatmap<double, double, double, string>(
            z, X: seconds, Y: hertz, ColorScale: StyleParam.Colorscale.Viridis, ColorBar: ColorBar.init<string, double>(Title: Title.init(Text: "dB")));
        return Titled(chart, "Spectrogram", "Time (s)", "Frequency (Hz)");
    }

    private static GenericChart AnnotatedHeatmap() => Titled(
        Chart.AnnotatedHeatmap<double, string, string, string>(
            [[61.5, 70, 80], [55, 66, 77]], [["61.5", "70.0", "80.0"], ["55.0", "66.0", "77.0"]], X: Machines, Y: new[] { "baseline", "proposed" },
            ColorScale: StyleParam.Colorscale.Cividis, ReverseYAxis: true, XGap: 2, YGap: 2),
        "Machines and systems", "Machine type", "System", height: 300);

    private static GenericChart Grid()
    {
        var scale = new[] { StyleParam.Colorscale.Greys, StyleParam.Colorscale.RdBu };
        GenericChart[] cells =
        [
            Titled(Chart.Heatmap<double, int, int, string>([[1, 2], [3, 4]], ColorScale: scale[0], ShowScale: false), "", "t", "f"),
            Titled(Chart.Heatmap<double, int, int, string>([[-1, 2], [3, -4]], ColorScale: scale[1], ShowScale: false), "", "t", "f"),
            Titled(Chart.Line<int, double, string>([0, 1, 2], [1, 3, 2], ShowLegend: false), "", "Step", "s"),
            Chart.Invisible(),
        ];
        return Chart.Grid(cells, 2, 2, SubPlotTitles: new[] { "before", "after", "line", "" }).WithSize(Width: 800, Height: 600);
    }

    private static GenericChart SecondAxis()
    {
        var right = Core.WithAxisAnchor(Chart.Line<double, double, string>([0, 1, 2], [1000, 3000, 20000], Name: "right"), Y: 2);
        return Titled(Chart.Combine([Chart.Line<double, double, string>([0, 1, 2], [0.1, 0.4, 0.2], Name: "left"), right]), "Two axes", "Step", "Loss")
            .WithYAxisStyle<double, double, string>(
                TitleText: "Scale", Side: StyleParam.Side.Right, Overlaying: StyleParam.LinearAxisId.NewY(1), ShowGrid: false, Id: StyleParam.SubPlotId.NewYAxis(2))
            .WithLegendStyle(X: 0.05, Y: 0.95);
    }

    private static GenericChart ShapesAndTexts()
    {
        var chart = Chart.Point<double, double, string>(Normal(5, 100), Normal(6, 100), Name: "clips <b>&</b> \"more\"", ShowLegend: true);
        chart = Core.WithShapes(
            chart,
            [
                Shape.init<double, double, double, double>(ShapeType: StyleParam.ShapeType.Line, X0: 0.5, X1: 0.5, Y0: 0, Y1: 1, Yref: "paper", Line: Plotly.NET.Line.init(Dash: StyleParam.DrawingStyle.Dash, Width: 2, Color: Color.fromHex("#7f7f7f"))),
                Shape.init<double, double, double, double>(ShapeType: StyleParam.ShapeType.Rectangle, X0: -1, X1: 0, Y0: -1, Y1: 0, FillColor: Color.fromString("rgba(213,94,0,0.2)"), Layer: StyleParam.Layer.Below),
            ]);
        chart = Core.WithAnnotations(
            chart,
            [
                Annotation.init<double, double, int, string, int, string, string, string, string, string>(X: 0.5, Y: 1, Text: "threshold", ShowArrow: true, AX: 40, AY: -30),
                Annotation.init<double, double, int, string, int, string, string, string, string, string>(X: 1, Y: 0, XRef: "paper", YRef: "paper", Text: "n = 100<br>two lines", ShowArrow: false, BGColor: Color.fromString("white")),
            ]);
        var axis = LinearAxis.init<int, int, int, int, double, string, string, string>(TickVals: new[] { -2.0, 0, 2 }, TickText: new[] { "low", "zero", "high" });
        return Core.WithXAxis(Titled(chart, "Shapes </script> & texts", "x", "y"), axis);
    }
}
