namespace Ssl4Asd.Tests.Data.Download;

/// <summary>Archives that were carried in on a disk.</summary>
public sealed class FromFolderTests : IDisposable
{
    private readonly DownloadRun _run = new();
    private readonly FileServer _server = new(new Dictionary<string, byte[]>());

    private string From => _run.Beside("from");

    public void Dispose()
    {
        _server.Dispose();
        _run.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void They_are_unpacked_and_stay_as_they_are(bool inFoldersOfRecords)
    {
        var files = PublishedSet.SmallFiles(withListings: false);
        Write(files, inFoldersOfRecords);
        var before = Content(From);
        _run.AssertComplete(_run.Run(_server, PublishedSet.WithMd5(files), o => o with { BaseUrl = null, From = From }));
        Assert.Equal(before, Content(From));
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData(" (1)")]
    [InlineData("(1)")]
    [InlineData("-1")]
    [InlineData(" 2")]
    public void BrowsersNamesOfASecondCopyAreTaken(string copy)
    {
        var files = PublishedSet.SmallFiles(withListings: false);
        Write(files, false);
        foreach (var path in Directory.GetFiles(From))
            File.Move(path, Path.Combine(From, $"{Path.GetFileNameWithoutExtension(path)}{copy}.zip"));
        File.WriteAllText(Path.Combine(From, "dev_fan.zip"), "<html>another try</html>"); // the checksum tells which is right
        _run.AssertComplete(_run.Run(_server, PublishedSet.WithMd5(files), o => o with { BaseUrl = null, From = From }));
    }

    [Fact]
    public void AWebPageUnderTheNameOfAnArchiveIsSaidToBeOne()
    {
        Write(PublishedSet.SmallFiles(withListings: false), false);
        File.WriteAllText(Path.Combine(From, "dev_fan.zip"), "<!DOCTYPE html>");
        Assert.Contains("dev_fan.zip: is a web page under the name of an archive", _run.Fails(_server, with: o => o with { BaseUrl = null, From = From }), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_missing_or_wrong_is_one_line()
    {
        var files = PublishedSet.SmallFiles(withListings: false);
        var data = PublishedSet.WithMd5(files);
        Write(files, false);
        File.Delete(Path.Combine(From, "eval_data_Vacuum_test.zip"));
        Directory.CreateDirectory(_run.Root);
        Assert.Contains("lacks eval_data_Vacuum_test.zip", Fails(), StringComparison.Ordinal);
        Assert.Empty(DownloadRun.Names(_run.Root));

        File.WriteAllBytes(Path.Combine(From, "eval_data_Vacuum_test.zip"), files["record/13/files/eval_data_bandsaw_test.zip"]);
        Assert.Contains("md5", Fails(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.At("eval_data/Vacuum/test")));
        Assert.True(File.Exists(Path.Combine(From, "eval_data_Vacuum_test.zip")));

        // without a checksum the clips tell; what is right is there already
        File.WriteAllBytes(Path.Combine(From, "eval_data_Vacuum_test.zip"), files["record/13/files/eval_data_Vacuum_test.zip"][..^30]);
        Assert.Contains("not a zip file", _run.Fails(_server, with: o => o with { BaseUrl = null, From = From }), StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(From, "eval_data_Vacuum_test.zip"), files["record/13/files/eval_data_Vacuum_test.zip"]);
        _run.AssertComplete(_run.Run(_server, data, o => o with { BaseUrl = null, From = From }));

        string Fails() => _run.Fails(_server, data, o => o with { BaseUrl = null, From = From });
    }

    private void Write(Dictionary<string, byte[]> files, bool inFoldersOfRecords)
    {
        foreach (var (path, content) in files)
        {
            var name = path.EndsWith("0123abc.zip", StringComparison.Ordinal) ? "evaluator-main.zip" : inFoldersOfRecords ? path.Replace("record/", "").Replace("files/", "") : Path.GetFileName(path);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(From, name))!);
            File.WriteAllBytes(Path.Combine(From, name), content);
        }
    }

    private static List<string> Content(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order().Select(f => $"{f} {PublishedSet.Md5(File.ReadAllBytes(f))}")];
}
