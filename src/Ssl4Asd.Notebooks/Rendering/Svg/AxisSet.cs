namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>The axes that a figure's traces are drawn on, and where in the plot they lie.</summary>
internal sealed class AxisSet
{
    private readonly Dictionary<string, Axis> _axes = [];
    private readonly Figure _figure;

    /// <param name="figure">Whose axes.</param>
    /// <param name="pairs">The ids of the x and y axis of each trace.</param>
    public AxisSet(Figure figure, IReadOnlyList<(string X, string Y)> pairs)
    {
        _figure = figure;
        Pairs = [.. pairs.DefaultIfEmpty(("x", "y")).Distinct()];
        foreach (var id in Pairs.SelectMany(pair => new[] { pair.X, pair.Y }))
            Add(id);
        foreach (var axis in _axes.Values)
        {
            axis.Domain = DomainOf(axis);
            var anchor = axis.Style["anchor"].Text(axis.IsX ? Pairs.First(pair => pair.X == axis.Id).Y : Pairs.First(pair => pair.Y == axis.Id).X);
            axis.Anchor = _axes.GetValueOrDefault(anchor);
            axis.Overlaid = axis.Style["overlaying"].Text() is { } below && below != axis.Id ? _axes.GetValueOrDefault(below) : null;
        }
    }

    public IReadOnlyDictionary<string, Axis> ById => _axes;

    /// <summary>Each x and y axis that have a plot between them.</summary>
    public IReadOnlyList<(string X, string Y)> Pairs { get; }

    public IEnumerable<Axis> All => _axes.Values;

    private void Add(string id)
    {
        if (_axes.ContainsKey(id))
            return;
        _axes[id] = new Axis(id, _figure.Axis($"{id[0]}axis{id[1..]}"));
    }

    private (double Start, double End) DomainOf(Axis axis)
    {
        if (axis.Style["overlaying"].Text() is { } below && below != axis.Id && _axes.TryGetValue(below, out var lower))
            return DomainOf(lower);
        double[] given = [.. axis.Style["domain"].Items.Select(Node.NumberOf)];
        if (given is [var start, var end] && start < end)
            return (start, end);
        var grid = _figure.Layout["grid"];
        if (!grid.Exists)
            return (0, 1);
        var (rows, columns) = ((int)grid["rows"].Number(1), (int)grid["columns"].Number(1));
        var isCoupled = grid["pattern"].Text("coupled") == "coupled";
        var index = int.TryParse(axis.Id[1..], out var number) ? number - 1 : 0;
        var (cell, count) = axis.IsX ? (index % columns, columns) : (isCoupled ? index % rows : index / columns % rows, rows);
        if (!axis.IsX && !grid["roworder"].Is("bottom to top"))
            cell = count - 1 - cell;
        var gap = axis.IsX ? grid["xgap"].Number(isCoupled ? 0.1 : 0.2) : grid["ygap"].Number(isCoupled ? 0.1 : 0.3);
        var step = 1 / (count - gap);
        return (step * cell, step * cell + step * (1 - gap));
    }
}
