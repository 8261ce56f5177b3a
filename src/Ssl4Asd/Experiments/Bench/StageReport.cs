namespace Ssl4Asd.Experiments.Bench;

/// <summary>One stage, measured.</summary>
/// <param name="Name">What is done.</param>
/// <param name="ClipsPerSecond">How fast.</param>
/// <param name="ShareOfStep">Its share of the time of a training step, 0 … 1; null where it is no part of one.</param>
/// <param name="FlopsPerSecond">Floating-point operations a second; null where they are not countable (<see cref="NetworkCost"/>).</param>
public sealed record StageResult(string Name, Spread ClipsPerSecond, double? ShareOfStep = null, Spread? FlopsPerSecond = null);

/// <summary>All stages, measured in one process.</summary>
/// <param name="Request">What was measured.</param>
/// <param name="Stages">From recordings to scores.</param>
/// <param name="MatrixFlopsPerSecond">What the machine can do at best: floating-point operations a second of a large matrix product.</param>
/// <param name="LoadingLead">How many times as fast batches are loaded as the rest of a training step uses them up.</param>
/// <param name="Device">The device.</param>
/// <param name="Threads">Threads of libtorch.</param>
public sealed record StageReport(
    StageRequest Request, IReadOnlyList<StageResult> Stages, double MatrixFlopsPerSecond, Spread LoadingLead, string Device, int Threads);
