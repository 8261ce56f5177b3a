using CsvHelper.Configuration.Attributes;

namespace Ssl4Asd.Training;

/// <summary>One training step, as a row of history.csv. Losses in nats; empty where the system has no such head.</summary>
public sealed record HistoryRow
{
    /// <summary>Epoch, from 1.</summary>
    [Name("epoch")]
    public required int Epoch { get; init; }

    /// <summary>Step within the whole run, from 1.</summary>
    [Name("step")]
    public required int Step { get; init; }

    /// <summary>Sum of the losses.</summary>
    [Name("loss")]
    public required double Loss { get; init; }

    /// <summary>Loss of the supervised head.</summary>
    [Name("supervised_loss")]
    public double? SupervisedLoss { get; init; }

    /// <summary>Loss of the self-supervised head.</summary>
    [Name("self_supervised_loss")]
    public double? SelfSupervisedLoss { get; init; }

    /// <summary>Scale s of the supervised head after the step.</summary>
    [Name("supervised_scale")]
    public double? SupervisedScale { get; init; }

    /// <summary>Scale s of the self-supervised head after the step.</summary>
    [Name("self_supervised_scale")]
    public double? SelfSupervisedScale { get; init; }

    /// <summary>
    /// Seconds that the step took; on a GPU the mean of the steps that were read together. The only column that differs
    /// between two runs with the same seed.
    /// </summary>
    [Name("seconds")]
    public required double Seconds { get; init; }
}
