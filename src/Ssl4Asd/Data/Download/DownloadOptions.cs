namespace Ssl4Asd.Data.Download;

/// <summary>What to fetch, from where, and how.</summary>
public sealed record DownloadOptions
{
    /// <summary>Machines; none: all of the data set.</summary>
    public IReadOnlyList<string> Machines { get; init; } = [];

    /// <summary>Parts; none: all four.</summary>
    public IReadOnlyList<DataPart> Parts { get; init; } = [];

    /// <summary>A folder with the archives; then nothing is asked of the network, and they stay where they are.</summary>
    public string? From { get; init; }

    /// <summary>A mirror that has the files under the same paths as Zenodo and GitHub; null: these themselves.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Archives that are fetched at once, 1 … 16.</summary>
    public int Connections { get; init; } = 3;

    /// <summary>An e-mail or web address of the user, told to servers beside this program's name and version, as Zenodo asks; null: none.</summary>
    public string? Contact { get; init; }

    /// <summary>Whether the archives are kept, in <c>DIR/archives</c>, after they have been unpacked.</summary>
    public bool KeepArchives { get; init; }

    /// <summary>How patient to be.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Asks how many bytes there is room for; tests have smaller disks.</summary>
    internal Func<string, long> FreeSpace { get; init; } = DiskSpace.Free;

    /// <exception cref="InputException">An option cannot be.</exception>
    internal void Validate()
    {
        Check.That(Connections is >= 1 and <= 16, "--connections", Connections, "1 … 16");
        if (Contact is not null && (Contact.IndexOfAny(['@', '/']) < 1 || Contact.Any(c => c is < '!' or > '~' or '(' or ')' or '\\')))
            throw new InputException($"--contact {Contact}: not an address; expected name@example.org or https://…");
        if (From is not null && BaseUrl is not null)
            throw new InputException("--from and --base-url do not go together: archives come from a folder or from a server.");
        if (From is not null && !Directory.Exists(From))
            throw new InputException($"{From}: no such folder; name the one that holds the archives.");
        if (BaseUrl is not null && (!BaseUrl.IsAbsoluteUri || BaseUrl.Scheme is not ("http" or "https") || BaseUrl.Query != ""))
            throw new InputException($"--base-url {BaseUrl.OriginalString}: not an address of a server; expected http://… or https://…");
    }

    /// <summary>Where an archive is fetched.</summary>
    internal Uri Address(DataArchive archive) => Below(archive.Host, archive.Path);

    /// <summary>An address below the mirror, or below where it is published.</summary>
    internal Uri Below(Uri host, string path) => new($"{(BaseUrl ?? host).AbsoluteUri.TrimEnd('/')}/{path}");
}
