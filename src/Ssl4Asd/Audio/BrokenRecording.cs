namespace Ssl4Asd.Audio;

/// <summary>A recording that cannot be used.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">What is wrong with it and what to do, without the path.</param>
public sealed record BrokenRecording(string Path, string Reason)
{
    private const int MostNamed = 10;

    private string What => Reason.LastIndexOf("; ", StringComparison.Ordinal) is > 0 and var end ? Reason[..end] : Reason;

    internal static BrokenRecording Of(string path, InputException error) => new(path, Without(path, error.Message));

    /// <summary>A message without the path that it begins with.</summary>
    internal static string Without(string path, string message) => message.StartsWith($"{path}: ", StringComparison.Ordinal) ? message[(path.Length + 2)..] : message;

    /// <summary>One line for all of them; the first ten by name.</summary>
    internal static InputException Error(IReadOnlyList<BrokenRecording> all) => new(all.Count == 1
        ? $"{all[0].Path}: {all[0].Reason}, or leave it out with --skip-broken"
        : $"{string.Join("; ", all.Take(MostNamed).Select(b => $"{b.Path}: {b.What}"))}{(all.Count > MostNamed ? $"; and {all.Count - MostNamed} more" : "")}; mend these {all.Count} recordings, or leave them out with --skip-broken");

    /// <summary>One line for those that were left out.</summary>
    internal static string Notice(IReadOnlyList<BrokenRecording> all) => all.Count == 1
        ? $"{all[0].Path}: left out as broken: {all[0].What}"
        : $"{all.Count} recordings: left out as broken (first: {all[0].Path}: {all[0].What})";
}
