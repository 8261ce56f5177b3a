using System.Text.Json;
using Ssl4Asd.Data;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Tests.Scoring;

public class AnomalyScorerTests
{
    private const int Dim = 24;
    private static readonly JsonElement Truth = SklearnTruth.Read("scorer.json");
    private static readonly ScoringOptions Options = new();

    [Fact]
    public void Scores_are_the_smallest_cosine_distance_of_scipy()
    {
        var scorer = new AnomalyScorer([new SectionReferences("fan", "00", Truth.Matrix("centres", Dim), Truth.Matrix("targets", Dim), 0.5, 990)]);
        var queries = Truth.Matrix("queries", Dim);
        var expected = Truth.Numbers("scores");
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], scorer.Score(Row(queries, i), "fan", "00"), 1e-12);
    }

    [Fact]
    public void Fitted_scores_and_thresholds_agree_with_scipy_and_numpy()
    {
        // With at most 16 source clips each is its own mean, so nothing depends on the start of k-means.
        var queries = Truth.Matrix("queries", Dim);
        foreach (var fit in Truth.GetProperty("fits").EnumerateArray())
        {
            var source = fit.GetProperty("source").GetArrayLength() == 0 ? new float[0, Dim] : fit.Matrix("source", Dim);
            var target = fit.GetProperty("target").GetArrayLength() == 0 ? new float[0, Dim] : fit.Matrix("target", Dim);
            var (clips, embeddings) = Training("fan", source, target);
            var scorer = AnomalyScorer.Fit(clips, embeddings, Options, seed: 1);
            Assert.Equal(source.GetLength(0), scorer.Sections[0].Centres.GetLength(0));
            Assert.Equal(fit.GetProperty("threshold").GetDouble(), scorer.Threshold("fan", "00"), 1e-6);
            var expected = fit.Numbers("scores");
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], scorer.Score(Row(queries, i), "fan", "00"), 1e-6);
        }
    }

    [Fact]
    public void The_length_of_an_embedding_does_not_matter()
    {
        var (clips, embeddings) = Random(seed: 1, "fan");
        var scorer = AnomalyScorer.Fit(clips, embeddings, Options, seed: 1);
        var random = new Random(2);
        var scaled = (float[,])embeddings.Clone();
        for (var i = 0; i < clips.Count; i++)
        {
            var query = Row(embeddings, i);
            foreach (var factor in new[] { 1e-30f, 1e-3f, 3f, 1e10f, 1e30f })
            {
                var longer = query.Select(x => x * factor).ToArray();
                Assert.Equal(scorer.Score(query, "fan", "00"), scorer.Score(longer, "fan", "00"), 1e-6);
            }
            var power = MathF.Pow(2, random.Next(-20, 20));
            for (var d = 0; d < Dim; d++) scaled[i, d] *= power;
            // A power of two rounds nothing.
            Assert.Equal(scorer.Score(query, "fan", "00"), scorer.Score(Row(scaled, i), "fan", "00"), 1e-15);
        }
        AssertSame(scorer, AnomalyScorer.Fit(clips, scaled, Options, seed: 1));
    }

    [Fact]
    public void The_order_of_clips_and_machines_does_not_matter()
    {
        var (fans, fanRows) = Random(seed: 1, "fan");
        var (valves, valveRows) = Random(seed: 2, "valve");
        List<Clip> clips = [.. fans, .. valves];
        var rows = Stack(fanRows, valveRows);
        var order = Enumerable.Range(0, clips.Count).ToArray();
        new Random(3).Shuffle(order);
        var permuted = new float[rows.GetLength(0), Dim];
        for (var i = 0; i < order.Length; i++)
        {
            for (var d = 0; d < Dim; d++) permuted[i, d] = rows[order[i], d];
        }
        var both = AnomalyScorer.Fit(clips, rows, Options, seed: 1);
        AssertSame(both, AnomalyScorer.Fit([.. order.Select(i => clips[i])], permuted, Options, seed: 1));

        // Nor does which other machines there are.
        var fan = AnomalyScorer.Fit(fans, fanRows, Options, seed: 1);
        Assert.Equal(fan.Sections[0].Centres, both.Sections[0].Centres);
        Assert.Equal(fan.Threshold("fan", "00"), both.Threshold("fan", "00"));
        Assert.NotEqual(fan.Sections[0].Centres, AnomalyScorer.Fit(fans, fanRows, Options, seed: 2).Sections[0].Centres);
    }

    [Fact]
    public void Sections_fitted_at_once_are_those_fitted_one_after_the_other()
    {
        var sections = Enumerable.Range(0, 12).Select(i => (Machine: $"fan{i:00}", Data: Random(seed: i, $"fan{i:00}"))).ToList();
        var rows = sections.Skip(1).Aggregate(sections[0].Data.Embeddings, (all, s) => Stack(all, s.Data.Embeddings));
        var serial = new AnomalyScorer(sections.Select(s => new SectionFit(
            s.Machine, "00", [.. s.Data.Clips.Select((clip, i) => (clip, Row(s.Data.Embeddings, i)))], Options, seed: 1).Fit(Backend.Paper)));
        for (var time = 0; time < 5; time++)
            AssertSame(serial, AnomalyScorer.Fit([.. sections.SelectMany(s => s.Data.Clips)], rows, Options, seed: 1));
    }

    [Fact]
    public void A_restored_scorer_scores_exactly_the_same()
    {
        var (clips, embeddings) = Random(seed: 1, "fan");
        var scorer = AnomalyScorer.Fit(clips, embeddings, Options, seed: 1);
        var restored = new AnomalyScorer(scorer.Sections.Select(s => s with { Centres = (float[,])s.Centres.Clone(), Targets = (float[,])s.Targets.Clone() }).Reverse());
        AssertSame(scorer, restored);
        Assert.Equal(scorer.Score(clips, embeddings), restored.Score(clips, embeddings));
    }

    [Fact]
    public void References_are_16_means_and_every_target_clip_and_training_scores_exceed_the_threshold_in_a_tenth()
    {
        var (clips, embeddings) = Random(seed: 1, "fan");
        var scorer = AnomalyScorer.Fit(clips, embeddings, Options, seed: 1);
        var section = Assert.Single(scorer.Sections);
        Assert.Equal((16, Dim, 10, 200), (section.Centres.GetLength(0), section.Centres.GetLength(1), section.Targets.GetLength(0), section.SourceClips));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(1, Row(section.Targets, i).Sum(x => x * x), 1e-5);
            Assert.Equal(0, scorer.Score(Row(embeddings, 200 + i), "fan", "00"), 1e-6);
        }
        // Means of directions lie inside the sphere: they were not normalised again.
        Assert.All(Enumerable.Range(0, 16), c => Assert.InRange(Row(section.Centres, c).Sum(x => x * x), 0, 0.99));
        var exceeding = scorer.Score(clips, embeddings).Take(200).Count(r => r.Decision == Condition.Anomaly);
        Assert.InRange(exceeding, 12, 22);
        Assert.Empty(scorer.Notices);
    }

    [Fact]
    public void An_embedding_of_zeros_is_at_distance_one()
    {
        var (clips, embeddings) = Random(seed: 1, "fan");
        Assert.Equal(1, AnomalyScorer.Fit(clips, embeddings, Options, seed: 1).Score(new float[Dim], "fan", "00"));

        var zeros = AnomalyScorer.Fit(clips, new float[clips.Count, Dim], Options, seed: 1);
        Assert.Equal(1, zeros.Score(Row(embeddings, 0), "fan", "00"));
        Assert.Equal(1, zeros.Threshold("fan", "00"));
    }

    [Fact]
    public void The_distance_covers_its_whole_range()
    {
        var scorer = new AnomalyScorer([new SectionReferences("fan", "00", new float[0, 2], new float[,] { { 2, 0 } }, 0.5, 0)]);
        Assert.Equal(0, scorer.Score([7, 0], "fan", "00"));
        Assert.Equal(1, scorer.Score([0, 1], "fan", "00"));
        Assert.Equal(2, scorer.Score([-0.1f, 0], "fan", "00"));
    }

    [Fact]
    public void Few_training_clips_are_noticed()
    {
        var one = new float[,] { { 1, 2 } };
        var (clips, rows) = Training("fan", new float[0, 2], one);
        var scorer = AnomalyScorer.Fit(clips, rows, Options, seed: 1);
        Assert.Equal(0, scorer.Threshold("fan", "00"));
        Assert.Equal(["fan section 00: no source-domain training clips: the threshold comes from 1 target-domain clips"], scorer.Notices);

        (clips, rows) = Training("fan", new float[,] { { 1, 2 }, { 2, 1 } }, new float[0, 2]);
        Assert.Equal(["fan section 00: 2 source-domain training clips for 2 centres: the threshold is too low to decide by"], AnomalyScorer.Fit(clips, rows, Options, 1).Notices);
    }

    [Fact]
    public void Rows_carry_what_is_known_of_the_clips()
    {
        var (clips, embeddings) = Random(seed: 1, "fan");
        var scorer = AnomalyScorer.Fit(clips, embeddings, Options, seed: 1);
        var test = new Clip("x/section_00_0001.wav", Subset.Evaluation, "fan", "00", Split.Test, null, Condition.Anomaly, "");
        var query = new float[1, Dim];
        query[0, 0] = 1;
        var row = Assert.Single(scorer.Score([test], query));
        Assert.Equal(new ScoreRow(Subset.Evaluation, "fan", "00", "section_00_0001.wav", null, Condition.Anomaly, scorer.Score(Row(query, 0), "fan", "00"), scorer.Threshold("fan", "00")), row);
        Assert.Equal(row.Score > row.Threshold ? Condition.Anomaly : Condition.Normal, row.Decision);
        Assert.Equal(test with { Path = "section_00_0001.wav" }, row.ToScoredClip().Clip);
    }

    [Fact]
    public void An_unknown_machine_or_section_lists_the_known_ones()
    {
        var (clips, embeddings) = Random(seed: 1, "fan");
        var scorer = AnomalyScorer.Fit([.. clips, .. Random(2, "valve").Clips], Stack(embeddings, embeddings), Options, seed: 1);
        Assert.Equal("machine type 'pump' section '00': no training clips of it; choose one of: fan 00, valve 00", Assert.Throws<InputException>(() => scorer.Score(new float[Dim], "pump", "00")).Message);
        Assert.Throws<InputException>(() => scorer.Threshold("fan", "01"));
    }

    [Fact]
    public void Wrong_arguments_throw()
    {
        var (clips, embeddings) = Random(seed: 1, "fan");
        var scorer = AnomalyScorer.Fit(clips, embeddings, Options, seed: 1);
        Assert.Contains("expected an embedding [24], got [23]", Assert.Throws<ArgumentException>(() => scorer.Score(new float[Dim - 1], "fan", "00")).Message);
        Assert.Throws<ArgumentException>(() => scorer.Score([.. new float[Dim - 1], float.NaN], "fan", "00"));
        Assert.Contains("expected embeddings [210, dim], got [3, 24]", Assert.Throws<ArgumentException>(() => AnomalyScorer.Fit(clips, new float[3, Dim], Options, 1)).Message);
        var broken = (float[,])embeddings.Clone();
        broken[5, 3] = float.PositiveInfinity;
        Assert.Contains(clips[5].Path, Assert.Throws<ArgumentException>(() => AnomalyScorer.Fit(clips, broken, Options, 1)).Message);
        Assert.Throws<ArgumentException>(() => AnomalyScorer.Fit([.. clips.Select(c => c with { Split = Split.Test })], embeddings, Options, 1));
        Assert.Throws<ArgumentException>(() => AnomalyScorer.Fit([], new float[0, Dim], Options, 1));
        foreach (var options in new[] { Options with { Clusters = 0 }, Options with { Restarts = 0 }, Options with { ThresholdPercentile = 101 } })
            Assert.Throws<InputException>(() => AnomalyScorer.Fit(clips, embeddings, options, 1));

        var section = scorer.Sections[0];
        foreach (var sections in new SectionReferences[][]
        {
            [], [section, section], [section with { Targets = new float[1, 3] }], [section with { Threshold = double.NaN }],
            [section with { Centres = new float[0, Dim], Targets = new float[0, Dim] }],
        }) Assert.Throws<ArgumentException>(() => new AnomalyScorer(sections));
    }

    private static void AssertSame(AnomalyScorer expected, AnomalyScorer actual)
    {
        Assert.Equal(expected.Sections.Count, actual.Sections.Count);
        foreach (var (a, b) in expected.Sections.Zip(actual.Sections))
        {
            Assert.Equal((a.Machine, a.Section, a.Threshold, a.SourceClips), (b.Machine, b.Section, b.Threshold, b.SourceClips));
            Assert.Equal(a.Centres, b.Centres);
            Assert.Equal(a.Targets, b.Targets);
        }
    }

    /// <summary>200 source-domain and 10 target-domain clips.</summary>
    private static (List<Clip> Clips, float[,] Embeddings) Random(int seed, string machine)
    {
        var random = new Random(seed);
        float[,] Rows(int count)
        {
            var rows = new float[count, Dim];
            for (var i = 0; i < count; i++)
            {
                for (var d = 0; d < Dim; d++) rows[i, d] = random.NextSingle() - 0.5f;
            }
            return rows;
        }
        return Training(machine, Rows(200), Rows(10));
    }

    private static (List<Clip> Clips, float[,] Embeddings) Training(string machine, float[,] source, float[,] target)
    {
        var clips = new List<Clip>();
        for (var i = 0; i < source.GetLength(0); i++)
            clips.Add(new Clip($"section_00_source_train_normal_{i:0000}.wav", Subset.Development, machine, "00", Split.Train, Domain.Source, Condition.Normal, ""));
        for (var i = 0; i < target.GetLength(0); i++)
            clips.Add(new Clip($"section_00_target_train_normal_{i:0000}.wav", Subset.Development, machine, "00", Split.Train, Domain.Target, Condition.Normal, ""));
        return (clips, Stack(source, target));
    }

    private static float[,] Stack(float[,] first, float[,] second)
    {
        var rows = new float[first.GetLength(0) + second.GetLength(0), first.GetLength(1)];
        Array.Copy(first, rows, first.Length);
        Array.Copy(second, 0, rows, first.Length, second.Length);
        return rows;
    }

    private static float[] Row(float[,] rows, int row) => [.. Enumerable.Range(0, rows.GetLength(1)).Select(d => rows[row, d])];
}
