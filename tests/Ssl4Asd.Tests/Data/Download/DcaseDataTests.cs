using System.Text;
using Ssl4Asd.Data.Download;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Tests.Data.Download;

/// <summary>The two data sets as published.</summary>
public class DcaseDataTests
{
    [Fact]
    public void Dcase2023()
    {
        var data = DcaseData.Named("DCASE2023");
        var archives = data.Archives([], []);
        Assert.Equal(22, archives.Count);
        Assert.Equal(7 * 1200 + 7 * 1000 + 7 * 200, archives.Sum(a => a.Clips));
        Assert.All(data.Evaluation.SelectMany(m => m.Sections), s => Assert.Equal((1000, 200), (s.Train, s.Test)));
        Assert.Equal(21, archives.Select(a => a.Md5).OfType<string>().Distinct().Count(m => m.Length == 32));
        var grinder = archives.Single(a => a.FileName == "eval_data_grinder_test.zip");
        Assert.Equal("https://zenodo.org/record/7860847/files/eval_data_grinder_test.zip", new DownloadOptions().Address(grinder).AbsoluteUri);
        Assert.Equal("631b3e1608b6077772829a6e68c82c77", grinder.Md5);
        Assert.Equal("eval_data/grinder/test", Assert.Single(grinder.Items));
        Assert.Equal(new SectionCounts("00", 990, 10, 107, 27, 36, 30), grinder.Machines[0].Sections[0]);
        var truth = archives[^1];
        Assert.Equal("https://github.com/nttcslab/dcase2023_task2_evaluator/archive/c850537ff8e3b81ab09d90041279dbf86811738b.zip", new DownloadOptions().Address(truth).AbsoluteUri);
        Assert.Equal(14, truth.Items.Count);
        Assert.Equal("dcase2023_task2_evaluator-main.zip", truth.OtherNames[0]);
    }

    [Fact]
    public void Dcase2022()
    {
        var archives = DcaseData.Named("dcase2022").Archives([], []);
        Assert.Equal(22, archives.Count);
        Assert.Equal(7 * 6 * 1200, archives.Sum(a => a.Clips));
        Assert.All(archives, a => Assert.Null(a.Md5));
        Assert.Equal(42, archives[^1].Items.Count);
        Assert.Contains("ground_truth/ground_truth_domain/ground_truth_ToyTrain_section_05_test.csv", archives[^1].Items);
        Assert.Equal(["6355122", "6462969", "6586456", "Kota-Dohi/dcase2022_evaluator"], archives.Select(a => a.Source).Distinct());
    }

    [Fact]
    public void Unknown_names_are_one_line()
    {
        Assert.Contains("dcase2022, dcase2023", Assert.Throws<InputException>(() => DcaseData.Named("dcase2020x")).Message, StringComparison.Ordinal);
        Assert.Contains("its evaluation machines are bandsaw", Assert.Throws<InputException>(() => DcaseData.Named("dcase2023").Archives(["fan"], [DataPart.Evaluation])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listing_is_read()
    {
        var files = RecordListing.Parse(Encoding.UTF8.GetString(PublishedSet.Listing("11", [("dev_fan.zip", [1, 2, 3])])));
        Assert.Equal((3, "5289df737df57326fcdd22597afb1fac"), files!["dev_fan.zip"]);
        Assert.Null(RecordListing.Parse("<html>"));
        Assert.Null(RecordListing.Parse("""{ "files": [ { "key": "a.zip" } ] }"""));
        Assert.Null(RecordListing.Parse("[]"));
        Assert.Equal((1, null), RecordListing.Parse("""{ "files": [ { "key": "a", "size": 1, "checksum": "sha256:00" } ] }""")!["a"]);
    }
}
