using System.Globalization;

namespace Ssl4Asd.Data.Demo;

/// <summary>Which clips a data set consists of, before any of them is synthesised.</summary>
internal static class DemoPlan
{
    /// <summary>All clips of one section: training before test, source before target, normal before anomalous.</summary>
    internal static List<DemoClip> Section(Machine machine, int section, DemoDataOptions options)
    {
        var random = new Random((int)StableHash.Of(string.Create(CultureInfo.InvariantCulture, $"{options.Seed}/{machine.Name}/{section}/plan")));
        var clips = new List<DemoClip>();
        void Add(Domain domain, Split split, Condition condition, int count)
        {
            var operations = domain == Domain.Source ? machine.Source : machine.Target;
            for (var i = 0; i < count; i++)
            {
                var operation = operations[i % operations.Count];
                var name = new ClipName(
                    section.ToString("00", CultureInfo.InvariantCulture), domain, split, condition,
                    i.ToString("0000", CultureInfo.InvariantCulture), DemoClip.Attributes(machine, operation));
                // Three faults, two or four operations: no common divisor, so every fault is heard under every operation.
                var kind = machine.Faults[i % machine.Faults.Count];
                var severity = machine.Severity.Low + (machine.Severity.High - machine.Severity.Low) * random.NextDouble();
                clips.Add(new DemoClip(machine, section, name, operation, condition == Condition.Anomaly ? new Fault(kind, severity) : null, options.Seed));
            }
        }
        Add(Domain.Source, Split.Train, Condition.Normal, options.TrainSource);
        Add(Domain.Target, Split.Train, Condition.Normal, options.TrainTarget);
        foreach (var domain in new[] { Domain.Source, Domain.Target })
        {
            foreach (var condition in new[] { Condition.Normal, Condition.Anomaly })
                Add(domain, Split.Test, condition, options.Test);
        }
        return clips;
    }

    /// <summary>
    /// The file names of a section's clips. Test clips of the evaluation set are numbered in random order, so that neither
    /// name nor order tells what they are.
    /// </summary>
    internal static IEnumerable<(DemoClip Clip, string File)> Files(IReadOnlyList<DemoClip> section)
    {
        var hidden = section.Where(c => c is { Machine.Subset: Subset.Evaluation, Name.Split: Split.Test }).ToArray();
        if (hidden.Length > 0)
            new Random((int)StableHash.Of(string.Create(CultureInfo.InvariantCulture, $"{hidden[0].Seed}/{hidden[0].Machine.Name}/{hidden[0].Section}/order"))).Shuffle(hidden);
        return section.Except(hidden).Select(c => (c, c.Name.ToString()))
            .Concat(hidden.Select((c, i) => (c, $"section_{c.Name.Section}_{i.ToString("0000", CultureInfo.InvariantCulture)}.wav")));
    }
}
