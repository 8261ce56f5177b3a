using Ssl4Asd.Losses;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>
/// What the adaptive scale does by itself while the cosines stay what they are: a clip whose cosine to every sub-cluster of its
/// own class is the given one, and 0 to all others.
/// </summary>
public static class ScaleTrap
{
    /// <summary>s before the first update and after each of them.</summary>
    /// <param name="cosine">Cosine to the centres of the clip's own class, in [−1, 1].</param>
    /// <param name="steps">Number of updates; 0 or more.</param>
    /// <param name="classes">Classes; at least 2.</param>
    /// <param name="options">Sub-clusters and the bound of s.</param>
    /// <returns>steps + 1 values.</returns>
    public static double[] Scales(double cosine, int steps, int classes, HeadOptions options)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var labels = tensor([1.0, .. new double[classes - 1]], [1, classes]);
        var cosines = tensor([cosine, .. new double[classes - 1]], [1, classes]).unsqueeze(2).expand(1, classes, options.Subclusters);
        var scales = new double[steps + 1];
        scales[0] = AdaptiveScale.Start(classes * options.Subclusters);
        for (var step = 1; step <= steps; step++)
            scales[step] = AdaptiveScale.Update(tensor(scales[step - 1], dtype: float64), cosines, labels, options.MaxScale).item<double>();
        return scales;
    }
}
