using Ssl4Asd.Experiments.Granularity;
using Ssl4Asd.Metrics;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments.Granularity;

public sealed class GranularityExperimentTests : IDisposable
{
    private static readonly Preset OneEpoch = TinyPreset.Value with { Training = TinyPreset.Value.Training with { Epochs = 1 } };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachSystemIsTrainedOnEachGranularityOnceAndContrastsAreTakenBetweenThem()
    {
        var data = SmallDataset.Write(_folder.File("machines"), source: 8, target: 4, test: 3);
        var request = new GranularityRequest { Folder = _folder.File("out"), Data = data, Classes = [ClassGranularity.Attributes, ClassGranularity.Machine], Systems = [SystemDefinition.Baseline, SystemDefinition.Proposed], Seeds = 2, Preset = OneEpoch, Replicates = 200 };
        var results = GranularityExperiment.Run(request, CPU);

        Assert.Equal(["machines"], results.Sets.Select(s => s.Name));
        Assert.Equal(8, results.Sets[0].Results.Runs.Count);
        double Mean(string system) => results.Sets[0].Results.Runs.Where(r => r.Variant.Name == system).Average(r => r.Evaluation.OfficialScore(null).Value!.Value);
        double Value(string contrast) => Assert.Single(results.Scores, d => d.System == contrast && d.Metric == Metric.OfficialScore).Difference;
        Assert.Equal(Mean("proposed@machine") - Mean("baseline@machine"), Value("gain of proposed: machine"), 12);
        Assert.Equal(Value("gain of proposed: machine") - Value("gain of proposed: attributes"), Value("gain of all: machine − attributes"), 12);
        Assert.Equal(Mean("baseline@machine") - Mean("baseline@attributes"), Value("baseline: machine − attributes"), 12);
        // both machines have two attribute strings, of which the test clips' are known
        Assert.All(results.Sets[0].Probes, run => Assert.Equal([2, 2], run.Select(p => p.Values)));
        Assert.All(results.Sets[0].Probes.SelectMany(p => p), p => Assert.True(p.CrossValidated is >= 0 and <= 1 && p.HeldOut is >= 0 and <= 1));
        Assert.Equal(results.Scores.Select(d => d.System).Distinct(), results.Probes.Select(p => p.Contrast));

        var summary = GranularitySummary.Read(request.Folder);
        Assert.Equal((1, 2), (summary.DataSets, summary.Seeds));
        Assert.Equal(["baseline machine", "baseline attributes", "proposed machine", "proposed attributes"], summary.Cells.Select(c => $"{c.System} {Csv.Word(c.Classes)}"));
        Assert.Equal(Mean("proposed@machine"), summary.Cells[2].Score, 12);
        Assert.Equal(results.Sets[0].Results.Runs.Zip(results.Sets[0].Probes).Where(r => r.First.Variant.Name == "proposed@machine").Average(r => r.Second.Average(p => p.CrossValidated)), summary.Cells[2].Accuracy!.Value, 12);
        Assert.Equal(results.Scores.Where(d => d.Metric == Metric.OfficialScore).Select(d => (d.System, d.Difference, d.Lower, d.Upper)), summary.Contrasts.Select(c => (c.Name, c.Value, c.Lower, c.Upper)));

        string[] files = [GranularityFiles.Runs(request.Folder), GranularityFiles.Probes(request.Folder), GranularityFiles.Contrasts(request.Folder), GranularityFiles.Tables(request.Folder)];
        var before = files.Select(File.ReadAllText).ToList();
        Assert.Equal(
            ["data,system,classes,seed,subset,official_score", "data,system,classes,seed,subset,machine,section,values,cross_validated,held_out", "contrast,population,subset,domain,metric,value,lower,upper,share_above_zero"],
            before.Take(3).Select(text => text.Split('\n')[0]));
        var weights = Directory.GetFiles(request.Folder, "model.safetensors", SearchOption.AllDirectories);
        var written = weights.Select(File.GetLastWriteTimeUtc).ToList();
        GranularityExperiment.Run(request, CPU);
        Assert.Equal(before, files.Select(File.ReadAllText));
        Assert.Equal(8, weights.Length);
        Assert.Equal(written, weights.Select(File.GetLastWriteTimeUtc));
        Assert.Equal(1 + 8, before[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("| machine | 2 | baseline |", before[3], StringComparison.Ordinal);
    }

    [Fact]
    public void SyntheticMachinesAreMadeForEachDataSeed()
    {
        var request = new GranularityRequest { Folder = _folder.File("out"), DataSeeds = [7, 8], Classes = [ClassGranularity.Machine, ClassGranularity.Section], Systems = [SystemDefinition.Baseline, SystemDefinition.Named("featex")], Seeds = 1, Preset = OneEpoch, Replicates = 100 };
        var results = GranularityExperiment.Run(request, CPU);
        Assert.Equal(["tiny-7", "tiny-8"], results.Sets.Select(s => s.Name));
        Assert.Equal([8, 9], results.Sets[1].Results.Request.Variants.Where(v => v.System.BaseName == "baseline").Select(v => Ssl4Asd.Experiments.RunSettings.Read(
            Path.Combine(Ssl4Asd.Experiments.Compare.ComparisonFiles.Run(results.Sets[1].Results.Request.Folder, v, 0), "run.json")).Classes.Count));
        string Scores(string set) => File.ReadAllText(Path.Combine(request.Folder, set, "results.csv"));
        Assert.NotEqual(Scores("tiny-7"), Scores("tiny-8"));
    }

    [Fact]
    public void ASummaryOfBrokenFilesNamesTheFileAndHowToWriteIt()
    {
        Directory.CreateDirectory(_folder.File("out"));
        void Fails(string file, string what)
        {
            var message = Assert.Throws<InputException>(() => GranularitySummary.Read(_folder.File("out"))).Message;
            Assert.Contains(file, message, StringComparison.Ordinal);
            Assert.Contains(what, message, StringComparison.Ordinal);
            Assert.Contains("compare --granularity", message, StringComparison.Ordinal);
        }
        var (runs, probes) = (GranularityFiles.Runs(_folder.File("out")), GranularityFiles.Probes(_folder.File("out")));
        Fails(runs, "cannot be read");
        File.WriteAllText(runs, "data,system,classes,seed,subset,official_score\n");
        Fails(runs, "no official score");
        File.AppendAllText(runs, "a,baseline,machine,0,both,0.5\n");
        File.AppendAllText(runs, "a,baseline,machine,zero,both,0.5\n");
        Fails(runs, "line 3");
        File.WriteAllText(runs, "data,system,classes,seed,subset,official_score\na,baseline,shape,0,both,0.5\n");
        Fails(probes, "cannot be read");
        File.WriteAllText(probes, "data,system,classes,seed,subset,machine,section,values,cross_validated,held_out\n");
        Fails(runs, "'shape'");
    }

    [Theory]
    [InlineData("Classes")]
    [InlineData("DataSeeds")]
    [InlineData("Systems")]
    [InlineData("Replicates")]
    public void WhatCannotBeComparedIsRefused(string what)
    {
        var request = new GranularityRequest { Folder = _folder.File("out") };
        request = what switch
        {
            "Classes" => request with { Classes = [ClassGranularity.Machine] },
            "DataSeeds" => request with { DataSeeds = [2, 2] },
            "Systems" => request with { Systems = [SystemDefinition.Proposed] },
            _ => request with { Replicates = 10 },
        };
        Assert.Contains(what, Assert.Throws<InputException>(() => GranularityExperiment.Run(request, CPU)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(request.Folder));
    }
}
