using System.Collections.Concurrent;
using Ssl4Asd.Data.Download;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Tests.Data.Download;

/// <summary>Downloads into a temporary folder, with waits that are noted instead of waited for.</summary>
internal sealed class DownloadRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal string Root => _folder.File("data");

    internal ConcurrentQueue<TimeSpan> Waits { get; } = new();

    internal ConcurrentQueue<string> Notices { get; } = new();

    internal string At(string path) => Path.Combine(Root, path);

    internal string Beside(string name) => _folder.File(name);

    internal DownloadOptions Options(FileServer? server) => new()
    {
        BaseUrl = server?.Address,
        Retry = new RetryPolicy
        {
            Draw = () => 1,
            Silence = TimeSpan.FromSeconds(30),
            Wait = (wait, stop) =>
            {
                stop.ThrowIfCancellationRequested();
                Waits.Enqueue(wait);
                return Task.CompletedTask;
            },
        },
    };

    internal IReadOnlyList<SectionCheck> Run(FileServer server, DcaseData? data = null, Func<DownloadOptions, DownloadOptions>? with = null, CancellationToken stop = default) =>
        DatasetDownload.Run(data ?? PublishedSet.Small, Root, (with ?? (o => o))(Options(server)), notice: Notices.Enqueue, stop: stop);

    /// <summary>That it fails with one line, and what this says.</summary>
    internal string Fails(FileServer server, DcaseData? data = null, Func<DownloadOptions, DownloadOptions>? with = null)
    {
        var message = Assert.Throws<InputException>(() => Run(server, data, with)).Message;
        Assert.DoesNotContain('\n', message);
        AssertNothingWrong();
        return message;
    }

    /// <summary>All of the small set is there, whole, and nothing else.</summary>
    internal void AssertComplete(IReadOnlyList<SectionCheck> checks)
    {
        Assert.All(checks, check => Assert.True(check.AsPublished, check.ToString()));
        Assert.Equal(["dev_data", "download.json", "eval_data", "ground_truth"], Names(Root));
        AssertNothingWrong();
        var data = Ssl4Asd.Data.Dataset.Load(Root);
        Assert.Empty(data.Notices);
        Assert.Equal(PublishedSet.Small.Archives([], []).Sum(a => a.Clips), data.Clips.Count);
        Assert.All(data.Clips, clip => Assert.NotNull(clip.Condition));
    }

    /// <summary>Whatever is in its place is whole: folders with all their clips, each with its bytes; and nothing lies beside DIR.</summary>
    internal void AssertNothingWrong(DcaseData? data = null)
    {
        foreach (var archive in (data ?? PublishedSet.Small).Archives([], []).Where(a => a.Part != DataPart.GroundTruth))
        {
            foreach (var item in archive.Items.Where(i => Directory.Exists(At(i))))
            {
                var published = PublishedSet.Clips(archive).Where(c => $"{archive.Folder[..archive.Folder.IndexOf('/')]}/{c.Name}".StartsWith(item + "/", StringComparison.Ordinal)).ToList();
                Assert.Equal(published.Select(c => Path.GetFileName(c.Name)).Order(StringComparer.Ordinal), Names(At(item)));
                Assert.All(published, c => Assert.Equal(c.Content, File.ReadAllBytes(Path.Combine(At(item), Path.GetFileName(c.Name)))));
            }
        }
        Assert.Equal(["data"], _folder.Names().Except(["from"]));
    }

    internal static List<string> Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();
}
