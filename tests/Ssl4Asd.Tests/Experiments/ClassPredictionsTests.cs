using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

public class ClassPredictionsTests
{
    [Fact]
    public void TheMostProbableClassIsTheOneOfSmallestLoss()
    {
        using var folder = new TemporaryFolder();
        using var run = Trained(folder, SystemDefinition.Baseline);
        var dataset = Dataset.Load(folder.File("data"));
        using var recordings = new DatasetRecordings(dataset, 16_000);
        var predictions = ClassPredictions.Of(run, recordings);

        Assert.Equal(dataset.TestClips.Where(c => c.Condition == Condition.Normal), predictions.Select(p => p.Clip));
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var classes = run.Settings.Classes.Count;
        foreach (var prediction in predictions)
        {
            var row = run.Embed([prediction.Clip.Path]);
            using var embedding = tensor(row.Cast<float>().ToArray(), [1, 256]);
            using var labels = eye(classes);
            // the loss of a clip that is surely of a class is minus the logarithm of its probability
            var probabilities = Enumerable.Range(0, classes).Select(c => Math.Exp(-run.Supervised!.call(embedding, labels.narrow(0, c, 1)).item<float>())).ToList();
            Assert.Equal(1, probabilities.Sum(), 1e-4);
            Assert.Equal(run.Settings.Classes[probabilities.IndexOf(probabilities.Max())], prediction.Predicted);
            Assert.Equal(probabilities.Max(), prediction.Probability, 1e-4);
            Assert.Equal(prediction.Predicted.Split('/')[0], prediction.PredictedMachine);
        }
    }

    [Fact]
    public void WithoutSupervisedHeadNothingIsPredicted()
    {
        using var folder = new TemporaryFolder();
        using var run = Trained(folder, SystemDefinition.Named("statex"));
        using var recordings = new DatasetRecordings(Dataset.Load(folder.File("data")), 16_000);
        Assert.Null(run.Supervised);
        Assert.Contains("the system statex has no supervised head", Assert.Throws<InputException>(() => ClassPredictions.Of(run, recordings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutNormalTestClipsThereIsNothingToPredict()
    {
        using var folder = new TemporaryFolder();
        using var run = Trained(folder, SystemDefinition.Baseline, test: 0);
        using var recordings = new DatasetRecordings(Dataset.Load(folder.File("data")), 16_000);
        Assert.Empty(ClassPredictions.Of(run, recordings));
    }

    private static TrainedRun Trained(TemporaryFolder folder, SystemDefinition system, int test = 2)
    {
        SmallDataset.Write(folder.File("data"), test: test);
        TrainExperiment.Run(new TrainRequest { Data = folder.File("data"), Folder = folder.File("run"), System = system, Preset = TinyPreset.Value }, CPU);
        return TrainedRun.Open(folder.File("run"), CPU);
    }
}
