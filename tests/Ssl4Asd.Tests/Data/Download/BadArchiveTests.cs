using System.IO.Compression;
using System.Text;
using Ssl4Asd.Data.Download;

namespace Ssl4Asd.Tests.Data.Download;

/// <summary>Archives that are not the published ones: nothing of them gets into the data.</summary>
public sealed class BadArchiveTests : IDisposable
{
    private const string Fan = "record/11/files/dev_fan.zip";

    private readonly DownloadRun _run = new();
    private readonly Dictionary<string, byte[]> _files = PublishedSet.SmallFiles(withListings: false);

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_wrong_checksum_once_is_fetched_again()
    {
        using var server = new FileServer(_files);
        server.On(Fan, new Fault(Body: Flipped(_files[Fan])));
        _run.AssertComplete(_run.Run(server, PublishedSet.WithMd5(_files)));
        Assert.Equal(2, server.Paths.Count(p => p == Fan));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wrong_checksum_twice_is_one_line_and_nothing_in_place(bool isBuiltIn)
    {
        var files = isBuiltIn ? _files : PublishedSet.SmallFiles();
        using var server = new FileServer(files);
        server.Files[Fan] = Flipped(files[Fan]);
        var message = _run.Fails(server, isBuiltIn ? PublishedSet.WithMd5(files) : null);
        Assert.Contains($"published is {PublishedSet.Md5(files[Fan])}", message, StringComparison.Ordinal);
        Assert.Equal(2, server.Paths.Count(p => p == Fan));
        AssertOnlyFanLacks();
    }

    [Fact]
    public void A_zip_that_ends_too_soon()
    {
        using var server = new FileServer(_files);
        server.Files[Fan] = _files[Fan][..(_files[Fan].Length / 2)];
        Assert.Contains("broken, or not a zip file", _run.Fails(server), StringComparison.Ordinal);
        Assert.Equal(2, server.Paths.Count(p => p == Fan)); // once more, as no checksum tells what was meant
        AssertOnlyFanLacks();
    }

    [Fact]
    public void A_page_instead_of_a_zip()
    {
        using var server = new FileServer(_files);
        server.On(Fan, new Fault(Body: Encoding.ASCII.GetBytes("<html>Please log in</html>")));
        Assert.Contains("web page instead of the archive", Assert.Throws<InputException>(() => _run.Run(server)).Message, StringComparison.Ordinal);
        _run.AssertComplete(_run.Run(server)); // logged in meanwhile
    }

    [Fact]
    public void A_clip_with_other_bytes_than_its_checksum_in_the_zip()
    {
        using var server = new FileServer(_files);
        var entries = PublishedSet.Clips(Archive("fan")).ToList();
        var stored = PublishedSet.Zip(entries, CompressionLevel.NoCompression);
        var at = stored.AsSpan().IndexOf(entries[5].Content);
        stored[at + 100] ^= 1;
        server.Files[Fan] = stored;
        var message = _run.Fails(server);
        Assert.Contains("does not have its checksum", message, StringComparison.Ordinal);
        Assert.Contains(entries[5].Name, message, StringComparison.Ordinal);
        AssertOnlyFanLacks();
    }

    [Theory]
    [InlineData("../fan/train/section_00_source_train_normal_0009.wav")]
    [InlineData("fan/train/../../../../outside.wav")]
    [InlineData("/fan/train/section_00_source_train_normal_0009.wav")]
    [InlineData("fan\\..\\..\\..\\outside.wav")]
    [InlineData("C:\\fan\\train\\section_00_source_train_normal_0009.wav")]
    [InlineData("fan/train/section_00_source_train_normal_0009.wav:stream")]
    [InlineData("fan//train/section_00_source_train_normal_0009.wav")]
    public void A_name_that_would_be_written_elsewhere(string name)
    {
        using var server = new FileServer(_files);
        server.Files[Fan] = PublishedSet.Zip(PublishedSet.Clips(Archive("fan")).Append((name, [1, 2, 3])));
        Assert.Contains("outside", _run.Fails(server), StringComparison.Ordinal);
        AssertOnlyFanLacks();
    }

    [Fact]
    public void A_link()
    {
        using var server = new FileServer(_files);
        using var stream = new MemoryStream();
        stream.Write(PublishedSet.Zip(PublishedSet.Clips(Archive("fan"))));
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var link = zip.CreateEntry("fan/train/section_00_source_train_normal_0009.wav");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var target = link.Open();
            target.Write("/etc/passwd"u8);
        }
        server.Files[Fan] = stream.ToArray();
        Assert.Contains("a link or a device", _run.Fails(server), StringComparison.Ordinal);
        AssertOnlyFanLacks();
    }

    [Fact]
    public void The_same_name_twice()
    {
        using var server = new FileServer(_files);
        var clips = PublishedSet.Clips(Archive("fan")).ToList();
        server.Files[Fan] = PublishedSet.Zip(clips.Append((clips[3].Name.Replace("source", "SOURCE", StringComparison.Ordinal), clips[3].Content)));
        Assert.Contains("twice", _run.Fails(server), StringComparison.Ordinal);
        AssertOnlyFanLacks();
    }

    [Theory]
    [InlineData("dev_bearing.zip")] // another machine's
    [InlineData("eval_data_bandsaw_test.zip")] // another part
    public void Another_archive_under_its_name(string other)
    {
        using var server = new FileServer(_files);
        server.Files[Fan] = _files.Single(f => f.Key.EndsWith(other, StringComparison.Ordinal)).Value;
        _run.Fails(server);
        AssertOnlyFanLacks();
    }

    [Fact]
    public void Too_few_clips_without_a_checksum_are_refused_with_one_they_are_told()
    {
        using var server = new FileServer(_files);
        server.Files[Fan] = PublishedSet.Zip(PublishedSet.Clips(Archive("fan")).Where(c => !c.Name.EndsWith("target_train_normal_0001_vel_1.wav", StringComparison.Ordinal)));
        Assert.Contains("5 + 1 training clips (published: 5 + 2)", _run.Fails(server), StringComparison.Ordinal);
        AssertOnlyFanLacks();

        var checks = _run.Run(server, PublishedSet.WithMd5(server.Files));
        Assert.Contains(_run.Notices, n => n.StartsWith("dev_fan.zip has the published md5, but", StringComparison.Ordinal));
        Assert.Equal("dev_data/fan section 00: 5 + 1 training clips (published: 5 + 2), 3/2/2/1 test clips: not as published", checks.Single(c => !c.AsPublished).ToString());
    }

    [Fact]
    public void Other_files_in_a_zip_are_left_there()
    {
        using var server = new FileServer(_files);
        server.Files[Fan] = PublishedSet.Zip([.. PublishedSet.Clips(Archive("fan")).Select(c => ($"dev_data/{c.Name}", c.Content)),
            ("dev_data/fan/train/.DS_Store", [1]), ("__MACOSX/dev_data/fan/train/._section_00_source_train_normal_0000.wav", [1]), ("README", [1])]);
        _run.AssertComplete(_run.Run(server));
    }

    [Theory]
    [InlineData("section_00_0000.wav,2\n")]
    [InlineData("section_00_0000.wav,1\n")]
    [InlineData("<html>")]
    public void Ground_truth_with_other_rows(string content)
    {
        const string Truth = "somebody/evaluator/archive/0123abc.zip";
        using var server = new FileServer(_files);
        server.Files[Truth] = PublishedSet.Zip([
            ("e/ground_truth_data/ground_truth_bandsaw_section_00_test.csv", Encoding.ASCII.GetBytes(content)),
            ("e/ground_truth_domain/ground_truth_bandsaw_section_00_test.csv", Encoding.ASCII.GetBytes(content)),
            ("e/ground_truth_data/ground_truth_Vacuum_section_00_test.csv", Encoding.ASCII.GetBytes(content)),
            ("e/ground_truth_domain/ground_truth_Vacuum_section_00_test.csv", Encoding.ASCII.GetBytes(content)),
        ]);
        Assert.Contains("ground_truth_data/ground_truth_bandsaw_section_00_test.csv", _run.Fails(server), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.At("ground_truth")));
        server.Files[Truth] = _files[Truth];
        _run.AssertComplete(_run.Run(server));
    }

    private void AssertOnlyFanLacks()
    {
        Assert.Equal(["bearing"], DownloadRun.Names(_run.At("dev_data")));
        Assert.Equal(["Vacuum", "bandsaw"], DownloadRun.Names(_run.At("eval_data")));
        Assert.Equal(["dev_data", "download.json", "eval_data", "ground_truth"], DownloadRun.Names(_run.Root));
    }

    private static DataArchive Archive(string machine) => PublishedSet.Small.Archives([machine], [DataPart.Development]).Single();

    private static byte[] Flipped(byte[] bytes) => [.. bytes[..100], (byte)(bytes[100] ^ 1), .. bytes[101..]];
}
