using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Tests.Experiments;

public sealed class ComparisonCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ComparisonCacheTests() => SmallDataset.Write(_folder.File("data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachSettingHasAFolderOfItsOwn()
    {
        var tiny = TinyPreset.Value;
        Preset[] all =
        [
            tiny,
            tiny with { SampleRate = 8000 },
            tiny with { ClipSeconds = 0.5 + 1e-15 },
            tiny with { Channels = ChannelChoice.Near },
            tiny with { Crops = CropRule.Once },
            tiny with { Residual = ResidualVersion.Published },
            tiny with { Features = tiny.Features with { WindowLength = 512 } },
            tiny with { Features = tiny.Features with { HopLength = 256 } },
            tiny with { Heads = tiny.Heads with { Subclusters = 5 } },
            tiny with { Heads = tiny.Heads with { MaxScale = 999 } },
            tiny with { Heads = tiny.Heads with { SubspaceDimension = 5 } },
            tiny with { Autoencoder = tiny.Autoencoder with { Bands = 5 } },
            tiny with { Autoencoder = tiny.Autoencoder with { Frames = 4 } },
            tiny with { Autoencoder = tiny.Autoencoder with { Hidden = 5 } },
            tiny with { Autoencoder = tiny.Autoencoder with { Bottleneck = 5 } },
            tiny with { Autoencoder = tiny.Autoencoder with { Epochs = 5 } },
            tiny with { Autoencoder = tiny.Autoencoder with { BatchSize = 5 } },
            tiny with { Autoencoder = tiny.Autoencoder with { LearningRate = 2e-3 } },
            tiny with { Training = tiny.Training with { Epochs = 3 } },
            tiny with { Training = tiny.Training with { BatchSize = 9 } },
            tiny with { Training = tiny.Training with { LearningRate = 2e-3 } },
            tiny with { Training = tiny.Training with { AdamEpsilon = 1e-8 } },
            tiny with { Training = tiny.Training with { WeightPenalty = 0 } },
            tiny with { Scoring = tiny.Scoring with { Clusters = 5 } },
            tiny with { Scoring = tiny.Scoring with { Restarts = 5 } },
            tiny with { Scoring = tiny.Scoring with { ThresholdPercentile = 95 } },
        ];
        // a setting that is added has to be added above
        Assert.Equal(all.Length - 1, new[] { typeof(Preset), typeof(FeatureOptions), typeof(HeadOptions), typeof(TrainingOptions), typeof(AutoencoderOptions), typeof(ScoringOptions) }
            .Sum(t => t.GetProperties().Count(p => p.CanWrite && p.Name != nameof(Preset.Name) && p.PropertyType.IsValueType)));
        var dataset = Dataset.Load(_folder.File("data"));
        var folders = all.Select(p => ComparisonCache.Folder("cache", p, dataset)).ToList();
        Assert.Equal(all.Length, folders.Distinct().Count());
        Assert.All(folders, f => Assert.Matches(@"^cache[\\/]tiny-[0-9a-f]{12}$", f));
        // the name is for the reader
        Assert.Equal(folders[0].Replace("tiny-", "small-", StringComparison.Ordinal), ComparisonCache.Folder("cache", tiny with { Name = "small" }, dataset));
    }

    [Fact]
    public void OtherRecordingsHaveAnotherFolderAndAnotherPlaceHasNot()
    {
        var before = Folder("data");
        SmallDataset.Write(_folder.File("elsewhere", "copy"));
        Assert.Equal(before, Folder("elsewhere", "copy"));
        var test = Directory.GetFiles(_folder.File("data", "dev_data", "saw", "test")).Order(StringComparer.Ordinal).ToList();
        File.Copy(test[0], test[1], overwrite: true);
        var otherTest = Folder("data");
        Assert.NotEqual(before, otherTest);
        File.Copy(test[0], Directory.GetFiles(_folder.File("data", "dev_data", "pump", "train"))[0], overwrite: true);
        Assert.DoesNotContain(Folder("data"), new[] { before, otherTest });

        string Folder(params string[] data) => ComparisonCache.Folder("cache", TinyPreset.Value, Dataset.Load(_folder.File(data)));
    }
}
