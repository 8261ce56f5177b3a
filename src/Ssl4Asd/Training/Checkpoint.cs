using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// The state between two epochs in one file, so that it is there whole or not at all: weights, running statistics,
/// scales, Adam's moments and step counts, epochs done. Randomness needs no state (<see cref="SeedStream"/>).
/// </summary>
public static class Checkpoint
{
    private const string ModelPrefix = "model.";
    private const string OptimizerPrefix = "optimizer.";
    private const string EpochsDone = "epochs_done";

    /// <summary>Writes the state of a trainer.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Save(string path, Trainer trainer)
    {
        using var scope = NewDisposeScope();
        var all = trainer.Model.state_dict().ToDictionary(t => ModelPrefix + t.Key, t => t.Value);
        foreach (var (name, state) in Moments(trainer.Optimizer))
        {
            all[name + ".exp_avg"] = state.Mean;
            all[name + ".exp_avg_sq"] = state.MeanSquare;
            all[name + ".step"] = tensor(state.Step);
        }
        all[EpochsDone] = tensor((long)trainer.EpochsDone);
        Safetensors.Write(path, all);
    }

    /// <summary>Restores a trainer of the same system, preset and classes.</summary>
    /// <param name="path">What <see cref="Save"/> wrote.</param>
    /// <param name="trainer">The trainer to restore.</param>
    /// <param name="history">The steps so far; those after the checkpoint are dropped.</param>
    /// <exception cref="InputException">The file is missing, broken, or belongs to another model.</exception>
    public static void Restore(string path, Trainer trainer, IEnumerable<HistoryRow> history)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var all = Safetensors.Read(path);
        Tensor Find(string name, Tensor like) => StateDict.Find(all, name, like, path);

        StateDict.Restore(trainer.Model, all, path, ModelPrefix);
        foreach (var (name, state) in Moments(trainer.Optimizer))
        {
            state.Mean.copy_(Find(name + ".exp_avg", state.Mean));
            state.MeanSquare.copy_(Find(name + ".exp_avg_sq", state.MeanSquare));
            state.Step = Find(name + ".step", tensor(0L)).item<long>();
        }
        var epochs = (int)Find(EpochsDone, tensor(0L)).item<long>();
        trainer.Continue(epochs, history.Where(row => row.Epoch <= epochs));
    }

    private static IEnumerable<(string Name, AdamState State)> Moments(AdamOptimizer optimizer)
        => optimizer.States.Select((state, i) => (FormattableString.Invariant($"{OptimizerPrefix}{i}"), state));
}
