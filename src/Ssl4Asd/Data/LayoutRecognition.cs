using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data;

/// <summary>Tells by names and folders which layout a data set has. Years that share one are not told apart.</summary>
internal sealed class LayoutRecognition
{
    private readonly Dictionary<(DcaseLayout Layout, Subset? Subset), FoundRecording> _first = [];
    private FoundRecording? _section;

    /// <summary>The layout; the one of 2022 and later where nothing speaks for another.</summary>
    /// <param name="root">For the message.</param>
    /// <param name="recordings">All recordings.</param>
    /// <param name="problem">One line where recordings of two layouts are mixed; else null.</param>
    internal static DcaseLayout Of(string root, IEnumerable<FoundRecording> recordings, out string? problem)
    {
        var seen = new LayoutRecognition();
        foreach (var recording in recordings)
            seen.See(recording);
        var (ids, domains) = (seen.Any(DcaseLayout.Ids), seen.Any(DcaseLayout.DomainFolders));
        problem = ids is not null && seen._section is { } section
            ? Mixed(DcaseLayout.Ids, ids, domains is null ? DcaseLayout.Sections : DcaseLayout.DomainFolders, domains ?? section)
            : domains is not null && seen.Against(domains) is { } other ? Mixed(DcaseLayout.DomainFolders, domains, DcaseLayout.Sections, other)
            : null;
        return ids is not null ? DcaseLayout.Ids : domains is not null ? DcaseLayout.DomainFolders : DcaseLayout.Sections;

        string Mixed(DcaseLayout a, FoundRecording ofA, DcaseLayout b, FoundRecording ofB) =>
            $"{root}: mixes the layouts of {a.Name}, such as {ofA.Path}, and {b.Name}, such as {ofB.Path}; give each year a folder of its own";
    }

    private void See(FoundRecording recording)
    {
        if (!ClipName.TryParse(recording.FileName, out var name, out _))
            return;
        if (name.Form == ClipNameForm.Id)
        {
            _first.TryAdd((DcaseLayout.Ids, recording.Subset), recording);
            return;
        }
        _section ??= recording;
        if (recording.Split == Split.Train)
            return; // the same names since 2021
        if (recording.Domain is not null || (name.Domain is not null && name.Condition is null))
            _first.TryAdd((DcaseLayout.DomainFolders, recording.Subset), recording);
        else // names without domain are of 2022 and later; those with their labels may also be 2021's, moved together
            _first.TryAdd((DcaseLayout.Sections, name.Domain is null ? null : recording.Subset), recording);
    }

    private FoundRecording? Any(DcaseLayout layout) => _first.FirstOrDefault(f => f.Key.Layout == layout).Value;

    private FoundRecording? Against(FoundRecording domains) =>
        _first.GetValueOrDefault((DcaseLayout.Sections, null)) ?? _first.GetValueOrDefault((DcaseLayout.Sections, domains.Subset));
}
