using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>Batch normalisation with Keras's constants, which the published implementation uses.</summary>
internal static class BatchNorm
{
    private const double Epsilon = 1e-3;   // torch's default is 1e-5
    private const double Momentum = 0.01;  // Keras's momentum 0.99 is torch's 1 − 0.99; torch's default is 0.1

    internal static BatchNorm1d Of1d(long features) => nn.BatchNorm1d(features, Epsilon, Momentum);

    internal static BatchNorm2d Of2d(long channels) => nn.BatchNorm2d(channels, Epsilon, Momentum);
}
