namespace Ssl4Asd.Data;

/// <summary>Problems of one kind as one line: the first in full, how many there are, and the names of the next two.</summary>
internal sealed class ProblemLines(ProblemSeverity severity)
{
    private readonly List<(string Kind, string What, List<string> Where)> _kinds = [];

    /// <summary>One more.</summary>
    /// <param name="where">A file or folder, perhaps with a line.</param>
    /// <param name="what">What is wrong with it, and what to do.</param>
    /// <param name="kind">What makes problems alike; null: what is wrong, word by word.</param>
    internal void Add(string where, string what, string? kind = null)
    {
        kind ??= what;
        var at = _kinds.FindIndex(k => k.Kind == kind);
        if (at < 0)
            _kinds.Add((kind, what, [where]));
        else
            _kinds[at].Where.Add(where);
    }

    /// <summary>The lines, in the order of the first of each kind.</summary>
    internal IEnumerable<DataProblem> Lines => _kinds.Select(k => new DataProblem(severity, $"{Places(k.Where)}: {k.What}".ReplaceLineEndings(" ")));

    private static string Places(List<string> where) => where.Count == 1
        ? where[0]
        : $"{where[0]} (also {string.Join(", ", where.Skip(1).Take(2).Select(w => Short(w, where[0])))}; {where.Count} in all)";

    // with its folder where the name alone says nothing new
    private static string Short(string where, string first) => Path.GetFileName(where) is var name && name == Path.GetFileName(first)
        ? $"{Path.GetFileName(Path.GetDirectoryName(where))}/{name}" : name;
}
