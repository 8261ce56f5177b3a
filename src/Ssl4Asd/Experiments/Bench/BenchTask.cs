using System.Text.Json;
using Ssl4Asd.Experiments.Compare.Workers;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>Work that is measured in a process of its own.</summary>
public enum BenchWork
{
    /// <summary>Training steps, on a batch in memory.</summary>
    Training,

    /// <summary>Embedding all recordings of a clip store.</summary>
    Embedding,

    /// <summary>Building a clip store.</summary>
    Store,

    /// <summary>k-means and thresholds of the fourteen sections of DCASE2023.</summary>
    KMeans,
}

/// <summary>What a process measures.</summary>
/// <param name="Work">The work.</param>
/// <param name="Preset">All sizes.</param>
/// <param name="Classes">Original classes; at least 2.</param>
/// <param name="Clips">Recordings of a store, or training clips of all sections together; in training the batch decides.</param>
/// <param name="Steps">Measurements at least, once warm; 1 or more.</param>
/// <param name="Device">The name of a device (<see cref="Compute.Device"/>).</param>
/// <param name="LayerByLayer">The network goes layer by layer (<see cref="Models.LayerPath"/>) also where the fast path would fit.</param>
/// <param name="WarmUp">Seconds of the steps, at least two, that come before, while loops are compiled anew that have been seen to be hot.</param>
public sealed record BenchTask(BenchWork Work, Preset Preset, int Classes, int Clips, int Steps, string Device, bool LayerByLayer = false, double WarmUp = 0)
{
    /// <summary>The task as one line of JSON.</summary>
    public string ToLine() => WorkerMessages.Line(this);
}

/// <summary>What a process measured; PyTorch's say the same.</summary>
/// <param name="Seconds">Of each step, once warm.</param>
/// <param name="PeakBytes">The most memory that was resident at once; null where the system does not tell.</param>
/// <param name="Threads">Threads of libtorch.</param>
/// <param name="Torch">Its version.</param>
/// <param name="Parameters">How many numbers are trained, where there is a model.</param>
/// <param name="First">Seconds of the first steps of the process, in which loops are still compiled; null where nobody looked.</param>
public sealed record BenchReply(IReadOnlyList<double> Seconds, long? PeakBytes, int Threads, string Torch, long? Parameters = null, IReadOnlyList<double>? First = null)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="InputException">It is not such a reply.</exception>
    public static BenchReply Parse(string line)
    {
        try
        {
            var reply = WorkerMessages.Read<BenchReply>(line);
            return reply.Seconds.Count > 0 ? reply : throw new JsonException("there is no measurement in it");
        }
        catch (JsonException e)
        {
            throw new InputException($"A measurement ended with '{line}', which is no result ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}).", e);
        }
    }
}
