namespace Ssl4Asd.Scoring;

/// <summary>
/// The scores of normal clips that decide what is too much. Of held-out clips, which a run has not seen, the threshold is a
/// conformal one: the ⌈p/100 · (n + 1)⌉-th of the n sorted scores, which a new clip that is like them exceeds with a probability of
/// at most 100 − p percent (Vovk et al., Algorithmic Learning in a Random World, 2005). Of the training clips themselves, as in the challenge's
/// baseline, it is their percentile, which tends to be too low.
/// </summary>
public sealed record ThresholdScores
{
    private readonly double[] _sorted;

    /// <summary>Takes the scores.</summary>
    /// <param name="scores">Of normal clips of one machine and section; finite.</param>
    /// <param name="isHeldOut">Whether the clips are neither trained on nor references.</param>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    public ThresholdScores(IEnumerable<double> scores, bool isHeldOut)
    {
        _sorted = [.. scores.Order()];
        if (!_sorted.All(double.IsFinite)) throw new ArgumentException("expected finite scores", nameof(scores));
        IsHeldOut = isHeldOut;
    }

    /// <summary>The scores, lowest first.</summary>
    public IReadOnlyList<double> Scores => _sorted;

    /// <summary>Whether the clips are neither trained on nor references.</summary>
    public bool IsHeldOut { get; }

    /// <summary>The threshold; 0 without any score.</summary>
    /// <param name="percent">Share of normal clips that should stay below it, above 0 … 100.</param>
    public double At(double percent) => _sorted.Length == 0 ? 0
        : !IsHeldOut ? Percentile.Of(_sorted, percent)
        : _sorted[Math.Min(Rank(percent), _sorted.Length) - 1];

    /// <summary>Why the threshold cannot keep what it promises, as the end of a line; null where it can.</summary>
    /// <param name="percent">As of <see cref="At"/>.</param>
    public string? Doubt(double percent) => IsHeldOut && Rank(percent) > _sorted.Length
        ? FormattableString.Invariant($"{_sorted.Length} held-out clips are too few for {100 - percent:0.####} % false alarms, which take {Math.Ceiling(100 / Math.Max(100 - percent, 1e-9) - 1e-9) - 1:0}; the threshold is the greatest of their scores")
        : null;

    // rounded, so that 90 % of 10 is 9, whatever the floating-point number is
    private int Rank(double percent) => Math.Max(1, (int)Math.Ceiling(Math.Round(percent / 100 * (_sorted.Length + 1), 9)));
}
