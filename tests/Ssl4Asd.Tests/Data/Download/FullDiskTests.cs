namespace Ssl4Asd.Tests.Data.Download;

/// <summary>No room: said before anything is fetched where it can be known, otherwise one line and nothing half in place.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly DownloadRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Too_little_room_is_said_before_anything_is_fetched()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        Directory.CreateDirectory(_run.Root);
        Assert.Contains("are needed at least, 10.0 kB are free", _run.Fails(server, with: o => o with { FreeSpace = _ => 10_000 }), StringComparison.Ordinal);
        Assert.All(server.Paths, path => Assert.StartsWith("api/", path));
        Assert.Empty(DownloadRun.Names(_run.Root));
    }

    [Fact]
    public void Too_little_room_for_what_an_archive_holds_is_said_before_it_is_unpacked()
    {
        using var server = new FileServer(PublishedSet.SmallFiles());
        var asked = 0;
        Assert.Contains("unpacked, the disk has", _run.Fails(server, with: o => o with { Connections = 1, FreeSpace = _ => ++asked <= 3 ? 1_000_000 : 100 }), StringComparison.Ordinal);
        _run.AssertComplete(_run.Run(server));
        Assert.Single(server.Paths, "record/11/files/dev_bearing.zip");
    }

    [TmpfsFact]
    public void A_disk_that_gets_full_on_the_way()
    {
        var files = PublishedSet.SmallFiles(withListings: false); // so that sizes are not known
        foreach (var kilobytes in new[] { 16, 40, 60, 84, 108 })
        {
            using var server = new FileServer(files);
            Directory.CreateDirectory(_run.Root);
            using var disk = new Tmpfs(_run.Root, $"{kilobytes}k");
            Assert.Contains("disk is full", _run.Fails(server, with: o => o with { FreeSpace = _ => long.MaxValue }), StringComparison.Ordinal);
            Assert.Contains("is full", _run.Fails(server, with: o => o with { FreeSpace = _ => long.MaxValue }), StringComparison.Ordinal);
            disk.Resize("10m");
            _run.AssertComplete(_run.Run(server));
        }
    }
}
