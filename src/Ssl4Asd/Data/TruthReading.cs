namespace Ssl4Asd.Data;

/// <summary>Reads the lines of ground truth as people have it, and collects what was odd about them, one line a kind.</summary>
internal sealed class TruthReading
{
    /// <summary>What cannot be used.</summary>
    internal ProblemLines Errors { get; } = new(ProblemSeverity.Error);

    /// <summary>What is not used.</summary>
    internal ProblemLines Notices { get; } = new(ProblemSeverity.Notice);

    /// <summary>What is written otherwise than by the evaluators, and read all the same.</summary>
    internal ProblemLines Oddities { get; } = new(ProblemSeverity.Notice);

    /// <summary>Everything, the errors first.</summary>
    internal IEnumerable<DataProblem> Problems => [.. Errors.Lines, .. Notices.Lines, .. Oddities.Lines];

    /// <summary>The lines that are not empty: number, cells without spaces and quotes around them, and the line itself.</summary>
    /// <param name="path">A CSV file; its delimiter is the comma, or the semicolon or tab where its first line has no comma.</param>
    internal IEnumerable<(int Line, string[] Cells, string Text)> Lines(string path)
    {
        var lines = File.ReadAllLines(path); // the byte-order mark and all line ends
        var first = Array.Find(lines, l => !string.IsNullOrWhiteSpace(l)) ?? "";
        var delimiter = first.Contains(',') ? ',' : first.Contains(';') ? ';' : first.Contains('\t') ? '\t' : ',';
        using (var file = File.OpenRead(path))
        {
            if (file.ReadByte() == 0xEF)
                Oddities.Add(path, "a byte-order mark at the start: left out");
        }
        if (delimiter != ',')
            Oddities.Add(path, $"cells are separated by {(delimiter == ';' ? "';'" : "tabs")}, not by commas: read so");
        var (quotes, spaces) = (false, false);
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var cells = lines[i].Split(delimiter);
            for (var c = 0; c < cells.Length; c++)
            {
                var cell = cells[c].Trim();
                spaces |= cell.Length != cells[c].Length;
                var isQuoted = cell.Length > 1 && cell[0] == '"' && cell[^1] == '"';
                quotes |= isQuoted;
                cells[c] = isQuoted ? cell[1..^1].Trim() : cell;
            }
            yield return (i + 1, cells, lines[i]);
        }
        if (quotes)
            Oddities.Add(path, "cells in quotes: read without them");
        if (spaces)
            Oddities.Add(path, "spaces around cells: read without them");
    }
}
