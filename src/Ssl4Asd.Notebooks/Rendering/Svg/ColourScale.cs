using System.Globalization;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Colours for numbers between two limits.</summary>
internal sealed class ColourScale
{
    // As plotly.js has them: evenly spaced, or with the place of each behind an @.
    private static readonly Dictionary<string, string> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Viridis"] =
            "#440154 #48186a #472d7b #424086 #3b528b #33638d #2c728e #26828e #21918c " +
            "#1fa088 #28ae80 #3fbc73 #5ec962 #84d44b #addc30 #d8e219 #fde725",
        ["RdBu"] = "#050aac@0 #6a89f7@0.35 #bebebe@0.5 #dcaa84@0.6 #e6915a@0.7 #b20a1c@1",
        ["Cividis"] =
            "#00204c #002a66 #00346e #273f6c #3c4a6b #4c556b #5b5f6d #686a70 #757575 #838178 " +
            "#928c78 #a19876 #b0a572 #c0b16d #d1bf66 #e1cc5c #f3db4f #ffe945",
        ["Greys"] = "#000000 #ffffff",
        ["Hot"] = "#000000@0 #e60000@0.3 #ffd200@0.6 #ffffff@1",
        ["Blues"] = "#050aac@0 #283cbe@0.35 #4664f5@0.5 #5a78f5@0.6 #6a89f7@0.7 #dcdcdc@1",
        ["Reds"] = "#dcdcdc@0 #f5c39d@0.2 #f5a069@0.4 #b20a1c@1",
        ["YlGnBu"] = "#081d58 #253494 #225ea8 #1d91c0 #41b6c4 #7fcdbb #c7e9b4 #edf8d9 #ffffd9",
        ["YlOrRd"] = "#800026 #bd0026 #e31a1c #fc4e2a #fd8d3c #feb24c #fed976 #ffeda0 #ffffcc",
        ["Jet"] = "#000083@0 #003caa@0.125 #05ffff@0.375 #ffff00@0.625 #fa0000@0.875 #800000@1",
    };

    private readonly (double At, Colour Colour)[] _stops;

    private ColourScale(IEnumerable<(double At, Colour Colour)> stops, bool reversed) =>
        _stops = [.. reversed ? stops.Select(stop => (1 - stop.At, stop.Colour)).Reverse() : stops];

    /// <summary>Reads a name or a list of stops; Viridis where there is neither.</summary>
    public static ColourScale Of(Node scale, bool reversed)
    {
        if (!scale.IsArray)
            return new ColourScale(Parsed(Named.GetValueOrDefault(scale.Text("RdBu"), Named["Viridis"])), reversed);
        var stops = scale.Items.Select(stop => new Node(stop).Items.ToArray()).Where(stop => stop.Length == 2)
            .Select(stop => (Node.NumberOf(stop[0]), Colour.Of(Node.TextOf(stop[1]) ?? ""))).ToArray();
        return new ColourScale(stops.Length > 0 ? stops : Parsed(Named["Viridis"]), reversed);
    }

    /// <param name="share">0 … 1; beyond, the colour of the end.</param>
    public Colour At(double share)
    {
        var next = Array.FindIndex(_stops, stop => stop.At >= share);
        if (next == 0)
            return _stops[0].Colour;
        if (next < 0)
            return _stops[^1].Colour;
        var (before, after) = (_stops[next - 1], _stops[next]);
        return Colour.Between(before.Colour, after.Colour, (share - before.At) / (after.At - before.At));
    }

    private static (double, Colour)[] Parsed(string scale)
    {
        var stops = scale.Split(' ');
        return [.. stops.Select((stop, i) => stop.Split('@') switch
        {
            [var colour, var at] => (double.Parse(at, CultureInfo.InvariantCulture), Colour.Of(colour)),
            _ => ((double)i / (stops.Length - 1), Colour.Of(stop)),
        })];
    }
}
