using Ssl4Asd.Data;
using Ssl4Asd.Data.Download;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Tests.Data.Download;

namespace Ssl4Asd.Tests.Cli;

/// <summary>The download as users run it: DCASE2022 from a mirror, one machine in its real size of clips, each a few milliseconds long.</summary>
public sealed class DownloadTests : IDisposable
{
    private static readonly DcaseData Dcase2022 = DcaseData.Named("dcase2022");
    private static readonly IReadOnlyDictionary<string, byte[]> Published = PublishedSet.Files(Dcase2022, ["fan"]);

    private static readonly Dictionary<(DataPart, string Split), List<(string, long)>> Clips = (
        from archive in Dcase2022.Archives(["fan"], [])
        where archive.Part != DataPart.GroundTruth
        from clip in PublishedSet.Clips(archive)
        where clip.Name.EndsWith(".wav", StringComparison.Ordinal)
        group (Path.GetFileName(clip.Name), (long)clip.Content.Length) by (archive.Part, clip.Name.Split('/')[1])).ToDictionary(g => g.Key, g => g.OrderBy(c => c.Item1, StringComparer.Ordinal).ToList());

    private readonly TemporaryFolder _folder = new();
    private readonly FileServer _server = new(Published);

    private string Root => _folder.File("data");

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void DownloadsCountsAndInspects()
    {
        var result = CommandLine.Run(Arguments()).Succeeds();
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("dev_data/fan section 00: 990 + 10 training clips, 50/50/50/50 test clips: as published", lines[1]);
        Assert.Equal("eval_data/fan section 05: 990 + 10 training clips, 200 test clips, ground truth: as published", lines[6]);
        Assert.Equal(Root, lines[^1]);
        Assert.Contains("DCASE2022 Challenge Task 2: 4 archives", result.Error, StringComparison.Ordinal);
        Assert.Contains("7200 clips, about 2.3 GB unpacked", result.Error, StringComparison.Ordinal);
        Assert.Contains("CC BY-NC-SA 4.0", result.Error, StringComparison.Ordinal);
        Assert.Equal(7200, Dataset.Load(Root).Clips.Count);
        CommandLine.Run("inspect", "--data", Root).Succeeds();

        _server.Requests.Clear();
        Assert.Equal(result.Output, CommandLine.Run(Arguments()).Succeeds().Output);
        Assert.Empty(_server.Requests);
    }

    /// <summary>
    /// Killed again and again: some time after its first request, while it unpacks, and when something has just got its place.
    /// In between whatever is in its place is whole; at the end all is there.
    /// </summary>
    [Fact]
    public void KilledAtAnyPointItGoesOnAndEndsComplete()
    {
        _server.Slowness = TimeSpan.FromMilliseconds(8);
        var random = new Random(5);
        var kills = 0;
        for (var survived = false; !survived && kills < 10;)
        {
            var (asked, placed) = (_server.Requests.Count, Placed());
            using var process = CommandLine.Start(Arguments());
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            var delay = random.Next(10, 600);
            SpinWait.SpinUntil(() => process.HasExited || (kills % 3) switch
            {
                0 => _server.Requests.Count > asked && process.WaitForExit(delay) is var _,
                1 => Unpacking() > 100,
                _ => Placed() > placed,
            }, TimeSpan.FromSeconds(60));
            survived = process.HasExited;
            process.Kill();
            process.WaitForExit();
            AssertWhole();
            if (!survived) kills++;
        }
        Assert.True(kills >= 5, $"it could be killed {kills} times only");
        _server.Slowness = TimeSpan.Zero;
        CommandLine.Run(Arguments()).Succeeds();
        AssertWhole();
        Assert.Equal(7200, Dataset.Load(Root).Clips.Count);
        Assert.Equal(["dev_data", "download.json", "eval_data", "ground_truth"], DownloadRun.Names(Root));

        int Placed() => Dcase2022.Archives(["fan"], []).SelectMany(a => a.Items).Count(i => Path.Exists(Path.Combine(Root, i)));
        int Unpacking()
        {
            try
            {
                return Directory.EnumerateFiles(Path.Combine(Root, ".download"), "*.wav", SearchOption.AllDirectories).Count();
            }
            catch (IOException)
            {
                return 0; // not made yet, or gone
            }
        }
    }

    [Fact]
    public void BadInputIsOneLine()
    {
        Fails("dcase2022, dcase2023", "download", "dcase2020x", "--out", Root);
        Fails("download --help", "download", "--out", Root);
        Fails("did you mean 'fan'?", Arguments("--machines", "fn"));
        Fails("ground-truth", Arguments("--parts", "dev"));
        Fails("--base-url", "download", "dcase2022", "--out", Root, "--base-url", "mirror");
        Fails("no such folder", "download", "dcase2022", "--out", Root, "--from", _folder.File("nowhere"));
        Fails("--from and --base-url", Arguments("--from", _folder.Path));
        Fails("1 … 16", Arguments("--connections", "99"));
        Fails("--contact", Arguments("--contact", "nobody"));
        Fails("no name", "download", "dcase2022", "--out", "");
        Assert.Empty(_folder.Names());
        File.WriteAllText(Root, "");
        Fails("is a file", Arguments());
        Assert.Empty(_server.Requests);

        static void Fails(string word, params string[] arguments) => CommandLine.Run(arguments).FailsWith(word);
    }

    [Fact]
    public void WhatIsNotThereIsOneLineAfterThePlan()
    {
        _server.Files.TryRemove("record/6462969/files/eval_data_fan_train.zip", out _);
        var result = CommandLine.Run(Arguments("--parts", "training,ground-truth"));
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("eval_data_fan_train.zip: the server answered 404", Assert.Single(result.Error.Split('\n'), l => l.Contains("eval_data_fan_train", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private string[] Arguments(params string[] more) =>
        ["download", "dcase2022", "--out", Root, "--base-url", _server.Address.AbsoluteUri, .. more.Contains("--machines") ? [] : new[] { "--machines", "fan" }, .. more];

    private void AssertWhole()
    {
        foreach (var archive in Dcase2022.Archives(["fan"], []))
        {
            foreach (var item in archive.Items.Select(i => Path.Combine(Root, i)).Where(Path.Exists))
            {
                if (archive.Part == DataPart.GroundTruth)
                    Assert.Equal(200, File.ReadAllLines(item).Length);
                else
                    Assert.Equal(Clips[(archive.Part, Path.GetFileName(item))], Directory.EnumerateFiles(item).Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), new FileInfo(f).Length)));
            }
        }
    }
}
