using System.Diagnostics;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// Losses and scales of the steps of one epoch, left on the device and read in groups: reading a number makes the host wait
/// for all that the device has still to do.
/// </summary>
/// <param name="model">What is trained.</param>
/// <param name="epoch">From 1.</param>
/// <param name="firstStep">The number of its first step within the whole run, from 1.</param>
/// <param name="interval">How long readings may wait; zero: not at all.</param>
internal sealed class StepReadings(AsdModel model, int epoch, int firstStep, TimeSpan interval) : IDisposable
{
    private readonly List<Tensor> _waiting = [];
    private readonly Stopwatch _clock = new();
    private int _read;

    /// <summary>Call it when a step begins.</summary>
    internal void Begin()
    {
        if (_waiting.Count == 0)
            _clock.Restart();
    }

    /// <summary>Notes what a step gave.</summary>
    internal void Add(StepLosses losses)
    {
        using var noGradients = no_grad();
        Tensor?[] values = [losses.Total, losses.Supervised, losses.SelfSupervised, model.Supervised?.ScaleOnDevice, model.SelfSupervised?.ScaleOnDevice];
        _waiting.Add(stack(values.OfType<Tensor>()).DetachFromDisposeScope());
    }

    /// <summary>The steps since the last reading, if it is time to read; else none.</summary>
    internal IReadOnlyList<HistoryRow> ReadDue() => _clock.Elapsed >= interval ? ReadAll() : [];

    /// <summary>The steps since the last reading.</summary>
    internal IReadOnlyList<HistoryRow> ReadAll()
    {
        if (_waiting.Count == 0)
            return [];
        using var scope = NewDisposeScope();
        var values = stack(_waiting).cpu().data<float>().ToArray();
        var seconds = _clock.Elapsed.TotalSeconds / _waiting.Count;
        HistoryRow[] rows = [.. values.Chunk(values.Length / _waiting.Count).Select(v => Row(v, seconds))];
        Dispose();
        return rows;
    }

    /// <summary>Forgets what was not read.</summary>
    public void Dispose()
    {
        foreach (var values in _waiting)
            values.Dispose();
        _waiting.Clear();
    }

    private HistoryRow Row(float[] values, double seconds)
    {
        var next = 0;
        double? Next(bool isThere) => isThere ? values[next++] : null;
        var (supervised, selfSupervised) = (model.Supervised is not null, model.SelfSupervised is not null);
        return new HistoryRow
        {
            Epoch = epoch,
            Step = firstStep + _read++,
            Loss = values[next++],
            SupervisedLoss = Next(supervised),
            SelfSupervisedLoss = Next(selfSupervised),
            SupervisedScale = Next(supervised),
            SelfSupervisedScale = Next(selfSupervised),
            Seconds = seconds,
        };
    }
}
