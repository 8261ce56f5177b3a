using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring;
using Ssl4Asd.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Autoencoders;

/// <summary>Trains an autoencoder for each machine type, one after the other. A run that was stopped goes on with the first that is not done.</summary>
internal static class AutoencoderTraining
{
    /// <summary>Trains and leaves a complete run folder.</summary>
    internal static void Run(TrainRequest request, IReadOnlyList<Clip> clips, ClipStore store, RunFolder folder, Device device, Action<WorkProgress>? report, CancellationToken stop)
    {
        using var scope = NewDisposeScope();
        var machines = clips.Index().GroupBy(c => c.Item.Machine).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var done = File.Exists(folder.Checkpoint) ? new Dictionary<string, Tensor>(Safetensors.Read(folder.Checkpoint)) : [];
        // killed between two files, a machine type is in the history only: it will be again
        var finished = machines.Count(m => done.ContainsKey(AutoencoderFiles.Source(m.Key)));
        var history = finished > 0 ? HistoryCsv.Read(folder.History).Take(finished * request.Preset.Autoencoder.Epochs).ToList() : [];
        foreach (var (i, machine) in machines.Index())
        {
            if (done.ContainsKey(AutoencoderFiles.Source(machine.Key)))
                continue;
            Train(request, [.. machine], store, device, done, history, (epoch, loss) => report?.Invoke(new WorkProgress(
                "training", i * request.Preset.Autoencoder.Epochs + epoch, machines.Count * request.Preset.Autoencoder.Epochs, FormattableString.Invariant($"{machine.Key}, loss {loss:0.000}"))), stop);
            HistoryCsv.Write(folder.History, history);
            Safetensors.Write(folder.Checkpoint, done);
        }
        Safetensors.Write(folder.Model, Part(isWeight: true));
        Safetensors.Write(folder.References, Part(isWeight: false));
        File.Delete(folder.Checkpoint);

        Dictionary<string, Tensor> Part(bool isWeight) => done.Where(t => AutoencoderFiles.IsWeight(t.Key) == isWeight).ToDictionary(t => t.Key, t => t.Value);
    }

    private static void Train(
        TrainRequest request, IReadOnlyList<(int Index, Clip Clip)> clips, ClipStore store, Device device,
        Dictionary<string, Tensor> done, List<HistoryRow> history, Action<int, double> progress, CancellationToken stop)
    {
        var (options, machine) = (request.Preset.Autoencoder, clips[0].Clip.Machine);
        using var windows = LogMelWindows.Of(store, clips.Select(c => c.Index), options, device, stop);
        var seeds = new SeedStream((int)StableHash.Of(FormattableString.Invariant($"{request.Seed}/{machine}")));
        using var generator = seeds.Weights();
        using var network = new Autoencoder(options, generator).to(device);
        Fit(network, windows, [.. clips.Index().Where(c => !c.Item.Clip.IsHeldOut).SelectMany(c => Windows(windows.OfRecordings[c.Index]))], options, seeds, history, progress, stop);

        network.eval();
        var trained = clips.Index().Where(c => !c.Item.Clip.IsHeldOut).ToList();
        using var noGradients = no_grad();
        Tensor Errors(int i) => ReconstructionErrors.Of(network, windows, i, options.Bands);
        Tensor? Of(Domain domain) => ReconstructionErrors.Precision(trained.Where(c => c.Item.Clip.Domain == domain).Select(c => Errors(c.Index)), options.Bands);
        var (source, target) = (Of(Domain.Source), Of(Domain.Target));
        var precisions = (Source: source ?? target!, Target: target ?? source!);
        done[AutoencoderFiles.Source(machine)] = precisions.Source;
        done[AutoencoderFiles.Target(machine)] = precisions.Target;
        foreach (var (name, weight) in network.state_dict())
            done[AutoencoderFiles.Weights(machine) + name] = weight.cpu().clone();
        foreach (var section in clips.Index().GroupBy(c => c.Item.Clip.Section))
        {
            var isHeldOut = section.Any(c => c.Item.Clip.IsHeldOut);
            var scores = new ThresholdScores(section.Where(c => c.Item.Clip.IsHeldOut == isHeldOut).Select(c => Score(c.Index)), isHeldOut);
            done[AutoencoderFiles.Threshold(machine, section.Key)] = tensor(scores.At(request.Preset.Scoring.ThresholdPercentile));
            ReferencesFile.Add(done, $"{machine}/{section.Key}/", scores);
        }

        double Score(int i)
        {
            using var errors = Errors(i);
            return ReconstructionErrors.Score(errors, request.System.Autoencoder!.Value, precisions);
        }
    }

    private static IEnumerable<long> Windows((long First, long Count) recording) => Enumerable.Range(0, (int)recording.Count).Select(i => recording.First + i);

    private static void Fit(
        Autoencoder network, LogMelWindows windows, long[] all, AutoencoderOptions options, SeedStream seeds, List<HistoryRow> history, Action<int, double> progress, CancellationToken stop)
    {
        using var optimizer = new AdamOptimizer(network.parameters().Select(p => (p, 0.0)), options.LearningRate, epsilon: 1e-8);
        network.train();
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            seeds.Order(epoch).Shuffle(all);
            double sum = 0, count = 0;
            foreach (var batch in all.Chunk(options.BatchSize).Where(b => b.Length > 1))
            {
                stop.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var x = windows.Take(batch);
                optimizer.zero_grad();
                var loss = nn.functional.mse_loss(network.call(x), x);
                loss.backward();
                optimizer.step();
                (sum, count) = (sum + batch.Length * (double)loss.item<float>(), count + batch.Length);
            }
            var mean = sum / count;
            if (!double.IsFinite(mean))
                throw new InputException($"The loss is {mean} in epoch {epoch}; check the recordings with inspect.");
            history.Add(new HistoryRow { Epoch = epoch, Step = history.Count + 1, Loss = mean, Seconds = System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds });
            progress(epoch, mean);
        }
    }
}
