namespace Ssl4Asd.Experiments.Bench;

/// <summary>One of several programs that do the same work.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Measure">Measures once, in a new process.</param>
public sealed record ComparedSide(string Name, Func<BenchWork, BenchReply> Measure);

/// <summary>When in the life of a process its steps were taken.</summary>
public enum BenchState
{
    /// <summary>Its first steps, while loops are still compiled.</summary>
    First,

    /// <summary>Later ones.</summary>
    Warm,
}

/// <summary>What one side did in all rounds.</summary>
/// <param name="Work">Training or embedding.</param>
/// <param name="State">In the first steps of its processes, or in later ones.</param>
/// <param name="Side">Its name.</param>
/// <param name="ClipsPerSecond">By the first steps of each round together, or by the median step once warm.</param>
/// <param name="Speedup">How many times as fast the first side was in the same round; null for the first side.</param>
/// <param name="PeakBytes">The most resident memory; null where the system does not tell.</param>
/// <param name="MemoryRatio">The first side's memory as a share of this one's, by round; null likewise.</param>
/// <param name="Torch">Its version of libtorch.</param>
/// <param name="Threads">Its threads.</param>
public sealed record SideResult(BenchWork Work, BenchState State, string Side, Spread ClipsPerSecond, Spread? Speedup, Spread? PeakBytes, Spread? MemoryRatio, string Torch, int Threads);

/// <summary>
/// The same work by several sides, in turn, round by round, so that whatever else a machine is doing meets all of them. Ratios
/// are taken within a round.
/// </summary>
public static class SideComparison
{
    /// <summary>What is compared.</summary>
    public static IReadOnlyList<BenchWork> Works { get; } = [BenchWork.Training, BenchWork.Embedding];

    /// <summary>Measures all sides.</summary>
    /// <param name="sides">The first one is compared with the others.</param>
    /// <param name="batch">Clips of a step.</param>
    /// <param name="rounds">How often; at least 1.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="stop">Ends the work between two measurements.</param>
    /// <returns>For each work the sides in their order.</returns>
    /// <exception cref="InputException">A side cannot be measured, or does not train as many numbers as the first.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static IReadOnlyList<SideResult> Run(
        IReadOnlyList<ComparedSide> sides, int batch, int rounds, Action<WorkProgress>? report = null, CancellationToken stop = default)
    {
        var plan = (from round in Enumerable.Range(0, rounds) from work in Works from side in sides select (work, side)).ToList();
        var replies = new List<(BenchWork Work, string Side, BenchReply Reply)>();
        foreach (var (work, side) in plan)
        {
            stop.ThrowIfCancellationRequested();
            report?.Invoke(new WorkProgress("comparing", replies.Count, plan.Count, $"{side.Name}, {Csv.Word(work)}"));
            replies.Add((work, side.Name, side.Measure(work)));
            Check(replies);
        }
        report?.Invoke(new WorkProgress("comparing", plan.Count, plan.Count));
        return [.. from work in Works
                   from state in States(work)
                   from side in sides
                   select Condense(work, state, side.Name, batch, Of(work, side.Name), Of(work, sides[0].Name))];

        // the first steps, where all sides tell of them
        IEnumerable<BenchState> States(BenchWork work) => Enum.GetValues<BenchState>()
            .Where(state => state == BenchState.Warm || replies.TrueForAll(r => r.Work != work || r.Reply.First is { Count: > 0 }));

        IReadOnlyList<BenchReply> Of(BenchWork work, string side) => [.. replies.Where(r => (r.Work, r.Side) == (work, side)).Select(r => r.Reply)];
    }

    // the same network has as many parameters
    private static void Check(List<(BenchWork Work, string Side, BenchReply Reply)> replies)
    {
        var counted = replies.Where(r => r.Reply.Parameters is not null).DistinctBy(r => r.Reply.Parameters).ToList();
        if (counted.Count > 1)
            throw new InputException($"{counted[0].Side} trains {counted[0].Reply.Parameters} numbers and {counted[1].Side} {counted[1].Reply.Parameters}: they are not the same network and cannot be compared.");
    }

    private static SideResult Condense(BenchWork work, BenchState state, string side, int batch, IReadOnlyList<BenchReply> rounds, IReadOnlyList<BenchReply> first)
    {
        var others = ReferenceEquals(rounds[0], first[0]) ? null : first;
        return new SideResult(
            work, state, side,
            Spread.Of(rounds.Select(r => batch / Seconds(r))),
            others is null ? null : Spread.Of(rounds.Zip(others, (r, f) => Seconds(r) / Seconds(f))),
            Peak(rounds.Select(r => (double?)r.PeakBytes)),
            others is null ? null : Peak(rounds.Zip(others, (r, f) => (double?)f.PeakBytes / r.PeakBytes)),
            rounds[0].Torch, rounds[0].Threads);

        double Seconds(BenchReply reply) => state == BenchState.First ? reply.First!.Average() : Spread.Of(reply.Seconds).Median;
    }

    private static Spread? Peak(IEnumerable<double?> values) => values.ToList() is var all && all.TrueForAll(v => v is not null) ? Spread.Of(all.Select(v => v!.Value)) : null;
}
