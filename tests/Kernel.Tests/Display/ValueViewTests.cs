using Ssl4Asd.Kernel.Display;

namespace Kernel.Tests.Display;

public class ValueViewTests : DisplayTests
{
    public class Machine
    {
        public string Name => "fan <3>";

        public int? Section => null;

        public int Broken => throw new InvalidOperationException("no & way");

        public double[] Spectrum => [1.23456789, 2, 0.00001234, 1234567.891, 5, 6, 7];

        public string[] Names => ["fan", "pump"];

        public IEnumerable<int> Lazy => throw new InvalidOperationException("lazy");

        public static int Shared => 1;

        public ReadOnlySpan<int> Span => default;

        public int this[int index] => index;

        private int Hidden => 2;
    }

    [Fact]
    public void An_object_is_a_table_of_its_public_members()
    {
        Assert.Equal(
            [
                ["Name", "fan <3>"],
                ["Section", "null"],
                ["Broken", "InvalidOperationException: no & way"],
                ["Spectrum", "[ 1.23457, 2, 1.234E-5, 1234567.9, 5, … 2 more ]"],
                ["Names", "[ fan, pump ]"],
                ["Lazy", "InvalidOperationException: lazy"],
            ],
            Rows(HtmlOf(new Machine())));
    }

    [Fact]
    public void Html_is_encoded_and_sets_no_text_colour()
    {
        var html = HtmlOf(new Dictionary<string, object> { ["<key>"] = "<script>alert(1)</script>", ["&"] = new Clip("<i>", 1) });
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html);
        Assert.Contains("&lt;key&gt;", html);
        Assert.Contains("&lt;i&gt;", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("color:", html.Replace("color:inherit", ""));
        Assert.DoesNotContain("background", html);
    }

    [Fact]
    public void A_list_of_records_has_their_members_as_columns()
    {
        var html = HtmlOf(new List<Clip?> { new("a.wav", 2), new("b.wav", 2.25), null });
        Assert.Equal([["", "File", "Seconds"], ["0", "a.wav", "2"], ["1", "b.wav", "2.25"], ["2", "", ""]], Rows(html));
        Assert.DoesNotContain("more", html);
    }

    [Fact]
    public void Short_tuples_are_a_text_and_others_a_table()
    {
        Assert.Equal("(1, two, 0.333333)", PlainOf((1, "two", 1.0 / 3)));
        Assert.Equal([["Item1", "1"], ["Item2", "Clip { File = a.wav, Seconds = 2 }"]], Rows(HtmlOf((1, new Clip("a.wav", 2)))));
    }

    [Theory]
    [InlineData(0.0136144, "0.013614")]
    [InlineData(0.00012345678, "0.000123")]
    [InlineData(-123456.789, "-123456.8")]
    [InlineData(12, "12")]
    [InlineData(1e20, "1E+20")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(0.1f, "0.1")]
    public void Numbers_in_tables_are_rounded(double value, string text) =>
        Assert.Equal([["Value", text]], Rows(HtmlOf(new { Value = value })));

    [Fact]
    public void Items_of_several_kinds_are_one_column()
    {
        Assert.Equal(
            [["", "value"], ["0", "Clip { File = a.wav, Seconds = 2 }"], ["1", "text"], ["2", "(1, x)"], ["3", "{ A = 1 }"], ["4", "Machine"]],
            Rows(HtmlOf(new object[] { new Clip("a.wav", 2), "text", (1, "x"), new { A = 1 }, new Machine() })));
    }

    [Fact]
    public void Long_collections_say_how_many_rows_are_left()
    {
        var html = HtmlOf(Enumerable.Range(0, 1000).Select(i => $"row {i}").ToList());
        Assert.Equal(21, Rows(html).Length);
        Assert.Contains("row 19", html);
        Assert.DoesNotContain("row 20", html);
        Assert.Contains("… 980 more rows", html);
        Assert.Contains("… 1 more row<", HtmlOf(Enumerable.Range(0, 21).Select(i => $"row {i}").ToList()));
        Assert.Equal("[ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, … 10 more ]", PlainOf(Enumerable.Range(0, 30).ToArray()));
    }

    [Fact]
    public void The_limit_is_the_packages()
    {
        Microsoft.DotNet.Interactive.Formatting.Formatter.ListExpansionLimit = 2;
        Assert.Equal("[ 1, 2, … 1 more ]", PlainOf(new[] { 1, 2, 3 }));
        Assert.Contains("… 1 more row", HtmlOf(new[] { "a", "b", "c" }));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(20, 20)]
    [InlineData(1000, 21)]
    public void A_lazy_sequence_runs_once_and_no_further_than_the_limit(int length, int expected)
    {
        var taken = 0;
        var starts = 0;
        IEnumerable<string> Lazy()
        {
            starts++;
            for (; taken < length; taken++)
                yield return $"item {taken}";
        }

        // counted when an item is asked for after the one before
        var bundle = Bundles.Of(Lazy());
        Assert.Equal(1, starts);
        Assert.InRange(taken, Math.Min(expected, length) - 1, expected);
        Assert.Equal(length > 20, bundle.Data[HtmlType].Contains("… more rows", StringComparison.Ordinal));
        Assert.Equal(Math.Min(length, 20) + 1, Rows(bundle.Data[HtmlType]).Length);
        Assert.Equal(length > 20, bundle.Data[PlainType].EndsWith("… more rows", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sequence_that_breaks_is_an_error_to_read()
    {
        static IEnumerable<string> Broken()
        {
            yield return "one";
            throw new InvalidOperationException("wire cut");
        }
        var bundle = Bundles.Of(Broken());
        Assert.Equal([PlainType], bundle.Data.Keys);
        Assert.Contains("InvalidOperationException: wire cut", bundle.Data[PlainType]);
    }

    [Fact]
    public void Empty_collections_say_so()
    {
        Assert.Equal("List<Clip> (empty)", PlainOf(new List<Clip>()));
        Assert.Equal("Dictionary<string, int> (empty)", PlainOf(new Dictionary<string, int>()));
        Assert.Equal("double[,] (0 × 3)", PlainOf(new double[0, 3]));
    }

    [Fact]
    public void Dictionaries_and_groups_are_shown_by_key()
    {
        Assert.Equal([["key", "value"], ["fan", "2"], ["pump", "3"]], Rows(HtmlOf(new Dictionary<string, int> { ["fan"] = 2, ["pump"] = 3 })));
        Assert.Equal(
            [["key", "File", "Seconds"], ["fan", "a.wav", "1"]],
            Rows(HtmlOf(new SortedDictionary<string, Clip> { ["fan"] = new("a.wav", 1) })));
        Assert.Equal([["key", "value"], ["1", "[ 1, 3 ]"], ["0", "[ 2 ]"]], Rows(HtmlOf(new[] { 1, 2, 3 }.GroupBy(i => i % 2))));
        Assert.Equal([["key", "value"], ["x", "y"]], Rows(HtmlOf(new System.Collections.Hashtable { ["x"] = "y" })));
    }

    [Fact]
    public void A_matrix_has_rows_and_columns()
    {
        Assert.Equal([["", "0", "1"], ["0", "1", "2.5"], ["1", "3", "4"]], Rows(HtmlOf(new[,] { { 1, 2.5 }, { 3, 4 } })));
        Assert.Contains("… 80 more rows, … 5 more columns", HtmlOf(new int[100, 25]));
    }

    [Fact]
    public void Plain_tables_are_aligned()
    {
        Assert.Equal(
            "   File      Seconds\n0  a.wav           2\n1  long.wav   12.125\n… 1 more row",
            PlainOf(Limited(new List<Clip> { new("a.wav", 2), new("long.wav", 12.125), new("c.wav", 1) })));

        static T Limited<T>(T value)
        {
            Microsoft.DotNet.Interactive.Formatting.Formatter.ListExpansionLimit = 2;
            return value;
        }
    }

    public record Node(string Name)
    {
        public Node? Other { get; set; }
    }

    [Fact]
    public void Records_that_hold_each_other_end()
    {
        var (one, two) = (new Node("one"), new Node("two"));
        (one.Other, two.Other) = (two, one);
        Assert.Equal([["Name", "one"], ["Other", "Node { Name = two, Other = Node { Name = one, Other = … } }"]], Rows(HtmlOf(one)));
    }

    [Fact]
    public void A_task_is_not_waited_for()
    {
        var never = new TaskCompletionSource<int>().Task;
        Assert.Equal("Task<int> (WaitingForActivation)", PlainOf(never));
        Assert.Equal([["Job", "Task<int> (WaitingForActivation)"]], Rows(HtmlOf(new { Job = never })));
    }

    [Fact]
    public void An_exception_shows_its_message_and_folds_its_stack()
    {
        var exception = Assert.Throws<InvalidOperationException>(void () => throw new InvalidOperationException("no <microphone>"));
        var html = HtmlOf(exception);
        Assert.Contains("<b>InvalidOperationException</b>: no &lt;microphone&gt;</summary>", html);
        Assert.Contains(nameof(An_exception_shows_its_message_and_folds_its_stack), html);
        Assert.StartsWith("System.InvalidOperationException: no <microphone>", PlainOf(exception));
    }
}
