using Ssl4Asd.Experiments.Autoencoders;
using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments.Autoencoders;

public class ReconstructionErrorsTests
{
    [Fact]
    public void ScoresByHand()
    {
        using var scope = NewDisposeScope();
        // variances 4 and 1 (divided by n − 1), no covariance: the errors (±√2·…) of four frames in two recordings
        var (x, y) = ((float)Math.Sqrt(6), (float)Math.Sqrt(1.5));
        Tensor[] source = [tensor(new[,] { { x, 0 }, { -x, 0 } }), tensor(new[,] { { 0, y }, { 0, -y } })];
        var precision = ReconstructionErrors.Precision(source, 2)!;
        Assert.All(source, errors => Assert.True(errors.IsInvalid)); // those of a thousand recordings would fill the memory
        Assert.Equal([0.25, 0, 0, 1], TorchTruth.Values(precision).Select(v => Math.Round(v, 5)));
        var other = eye(2, dtype: ScalarType.Float64);
        var errors = tensor(new float[,] { { 2, 1 }, { 2, 3 } }); // mean (2, 2), mean square 4.5
        Assert.Equal(4.5, ReconstructionErrors.Score(errors, ReconstructionScore.MeanSquaredError, (precision, other)), 9);
        Assert.Equal(5, ReconstructionErrors.Score(errors, ReconstructionScore.Mahalanobis, (precision, other)), 4); // 4/4 + 4/1, less than 4 + 4
        Assert.Equal(8, ReconstructionErrors.Score(errors, ReconstructionScore.Mahalanobis, (other, other)), 9);
    }

    [Fact]
    public void FewErrorsAndNoneAreNoFault()
    {
        using var scope = NewDisposeScope();
        Assert.Null(ReconstructionErrors.Precision([], 3));
        Assert.True(ReconstructionErrors.Precision([tensor(new float[,] { { 1, 2, 3 }, { 1, 2, 3 } })], 3)!.isfinite().all().item<bool>()); // no variance at all
    }

    [Fact]
    public void LayersAreThoseOfThePublishedCode()
    {
        using var generator = new Generator(1);
        using var network = new Autoencoder(new AutoencoderOptions(), generator);
        var weights = network.named_parameters().Where(p => p.name.StartsWith("dense", StringComparison.Ordinal) && p.name.EndsWith("weight", StringComparison.Ordinal)).Select(p => (p.parameter.size(1), p.parameter.size(0)));
        Assert.Equal([(640, 128), (128, 128), (128, 128), (128, 128), (128, 8), (8, 128), (128, 128), (128, 128), (128, 128), (128, 640)], weights);
        Assert.Equal(9, network.named_buffers().Count(b => b.name.EndsWith("running_mean", StringComparison.Ordinal)));
        using var again = new Generator(1);
        using var same = new Autoencoder(new AutoencoderOptions(), again);
        Assert.Equal(network.parameters().SelectMany(TorchTruth.FloatValues), same.parameters().SelectMany(TorchTruth.FloatValues));
    }
}
