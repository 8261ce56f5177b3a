using System.Numerics;
using System.Runtime.CompilerServices;
using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// A step of Adam on a CPU: one pass over parameter, gradient and moments instead of one for each operator, on all cores. What is
/// added must be held until it has run.
/// </summary>
internal sealed class AdamPass
{
    private const int PieceLength = 1 << 14; // four pieces of 64 KB: in the cache of a core

    private readonly List<Action> _pieces = [];

    /// <summary>Whether a parameter can be moved so.</summary>
    internal static bool Fits(Tensor parameter)
        => parameter.device_type == DeviceType.CPU && parameter.dtype == ScalarType.Float32 && parameter.is_contiguous();

    /// <summary>Adds a parameter.</summary>
    /// <param name="state">What has been left behind for it.</param>
    /// <param name="gradient">Contiguous.</param>
    /// <param name="numbers">Those of this step.</param>
    internal void Add(AdamState state, Tensor gradient, AdamNumbers numbers)
    {
        var length = gradient.numel();
        var (w, g, m, v) = (Floats.Of(state.Parameter), Floats.Of(gradient), Floats.Of(state.Mean), Floats.Of(state.MeanSquare));
        for (var start = 0L; start < length; start += PieceLength)
        {
            var (from, count) = (start, (int)Math.Min(PieceLength, length - start));
            _pieces.Add(() => Move(w[from, count], g[from, count], m[from, count], v[from, count], numbers));
        }
    }

    /// <summary>Moves all that was added.</summary>
    internal void Run() => Work.Each(_pieces.Count, piece => _pieces[piece]());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> meanSquare, AdamNumbers numbers)
    {
        var (decay, keep, new1, new2) = ((float)numbers.Decay, (float)numbers.Beta2, (float)(1 - numbers.Beta1), (float)(1 - numbers.Beta2));
        var (rate, correction, epsilon) = ((float)numbers.Rate, (float)numbers.Correction, (float)numbers.Epsilon);
        var i = 0;
        for (; i <= parameter.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var w = Vectors.Load(parameter, i);
            var g = Vectors.Load(gradient, i) + w * decay;
            var m = Vectors.Load(mean, i);
            m += (g - m) * new1;
            var v = Vectors.Load(meanSquare, i) * keep + g * g * new2;
            Vectors.Store(m, mean, i);
            Vectors.Store(v, meanSquare, i);
            Vectors.Store(w - m * rate / (Vector.SquareRoot(v) * correction + new Vector<float>(epsilon)), parameter, i);
        }
        for (; i < parameter.Length; i++)
        {
            var g = gradient[i] + parameter[i] * decay;
            var m = mean[i] += (g - mean[i]) * new1;
            var v = meanSquare[i] = meanSquare[i] * keep + g * g * new2;
            parameter[i] -= m * rate / (MathF.Sqrt(v) * correction + epsilon);
        }
    }
}
