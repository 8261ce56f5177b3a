using System.IO.Enumeration;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>The cells that this kernel has run.</summary>
internal sealed class History
{
    private ImmutableList<(int Number, string Code)> cells = [];

    /// <summary>Called by one thread; the other member by any.</summary>
    public void Add(int number, string code) => cells = cells.Add((number, code));

    /// <summary>Answers <c>history_request</c>: <c>tail</c>, <c>range</c> or <c>search</c>.</summary>
    public JsonObject Reply(JsonElement request)
    {
        var most = Math.Max(0, request.Integer("n") ?? int.MaxValue);
        var found = request.Text("hist_access_type") switch
        {
            "range" => cells.Where(c => request.Integer("session") is null or 0 && c.Number >= (request.Integer("start") ?? 0) && c.Number < (request.Integer("stop") ?? int.MaxValue)),
            "search" => Search(request.Text("pattern") ?? "*", request.Flag("unique", false)).TakeLast(most),
            _ => cells.TakeLast(most),
        };
        var withOutput = request.Flag("output", false);
        var rows = found.Select(c => (JsonNode)new JsonArray(0, c.Number, withOutput ? new JsonArray(c.Code, null) : c.Code));
        return new() { ["status"] = "ok", ["history"] = new JsonArray([.. rows]) };
    }

    private IEnumerable<(int Number, string Code)> Search(string pattern, bool unique)
    {
        var found = cells.Where(c => FileSystemName.MatchesSimpleExpression(pattern, c.Code, ignoreCase: false));
        return unique ? found.Reverse().DistinctBy(c => c.Code).Reverse() : found;
    }
}
