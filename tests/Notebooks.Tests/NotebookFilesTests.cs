using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Notebooks.Tests;

/// <summary>The course's notebooks keep to <see cref="NotebookRules"/>, and the rules find what is wrong.</summary>
public class NotebookFilesTests
{
    private const string Header = """
        # 05 · The baseline

        - **Paper:** Section 3.1
        - **Question:** How well does it work when $p = 0$?
        - **Preset:** demo
        - **Expected time:** 20 s, and 90 s for each run that has to be trained (1)
        """;

    private const string Start = """
        // Does this show a SyntaxError? Choose the kernel .NET (C#).
        #r "../src/Ssl4Asd.Notebooks/bin/Release/net10.0/Ssl4Asd.Notebooks.dll"
        using Ssl4Asd.Notebooks;
        var lesson = Course.Start("05");
        """;

    [Fact]
    public void The_course_has_its_fifteen_notebooks_and_they_keep_to_the_rules()
    {
        var files = Directory.GetFiles(Folder(), "*.ipynb").OrderBy(f => f, StringComparer.Ordinal).ToList();
        Assert.Equal(Enumerable.Range(0, 15).Select(i => $"{i:00}-"), files.Select(f => Path.GetFileName(f)[..3]));
        var breaches = files.SelectMany(f => NotebookRules.Breaches(Path.GetFileName(f), File.ReadAllText(f)).Select(b => $"{Path.GetFileName(f)}: {b}"));
        Assert.Equal("", string.Join('\n', breaches));
    }

    [Fact]
    public void A_good_notebook_has_no_breach()
        => Assert.Empty(NotebookRules.Breaches("05-the-baseline.ipynb", Notebook(Good())));

    [Theory]
    [InlineData("record Point(double X);", "defines a type: record Point")]
    [InlineData("enum Kind { A, B }", "defines a type: enum Kind")]
    [InlineData("int Six()\n{\n    var a = 1;\n    var b = 2;\n    return a + b;\n}", "defines a function of 6 lines")]
    [InlineData("Func<int, int> f = x =>\n{\n    var a = x;\n    a++;\n    a++;\n    return a;\n};", "defines a function of 7 lines")]
    [InlineData("for (var i = 0; i < 2; i++)\n{\n    void Local()\n    {\n        i++;\n        i++;\n        i--;\n    }\n}", "defines a function of 6 lines")]
    [InlineData("1\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n+ 2", "has 21 lines")]
    [InlineData("var x = (1;", "does not parse")]
    [InlineData("var data = \"/home/ada/data\";", "a path of one machine: /home/ada")]
    [InlineData("var data = @\"C:\\data\";", "a path of one machine: C:\\data")]
    public void Code_that_breaks_a_rule_is_found(string code, string breach)
        => Assert.Contains(NotebookRules.Breaches("05-the-baseline.ipynb", Notebook(With(2, Code(code)))), found => found.StartsWith("cell 3: ", StringComparison.Ordinal) && found.Contains(breach, StringComparison.Ordinal));

    [Theory]
    [InlineData("int Five()\n{\n    var a = 1;\n    return a + 1;\n}")]
    [InlineData("losses.Select(l => l.Total).Max()")]
    [InlineData("display(\"../shared/real\");")]
    public void Code_that_keeps_to_the_rules_is_not(string code)
        => Assert.Empty(NotebookRules.Breaches("05-the-baseline.ipynb", Notebook(With(2, Code(code)))));

    [Theory]
    [InlineData("Let $x be.", "is not closed in its paragraph")]
    [InlineData("Let $$x be.", "$$…$$ is not closed")]
    [InlineData("Let $x$ and $y\n\nbe $ so.", "is not closed in its paragraph")]
    [InlineData("Let $\\frac{1}{2$ be.", "unequal braces")]
    public void A_broken_formula_is_found(string text, string breach)
        => Assert.Contains(NotebookRules.Breaches("05-the-baseline.ipynb", Notebook(With(2, Markdown(text)))), found => found.Contains(breach, StringComparison.Ordinal));

    [Theory]
    [InlineData("Costs \\$5, code `$x` and `a $`, $x_1$ and\n$$\\left\\{ \\frac{1}{2} \\right.$$")]
    [InlineData("```sh\necho $HOME\n```")]
    public void A_dollar_that_is_no_formula_is_not(string text)
        => Assert.Empty(NotebookRules.Breaches("05-the-baseline.ipynb", Notebook(With(2, Markdown(text)))));

    [Theory]
    [InlineData("- **Paper:** Section 3.1", "no line **Paper:**")]
    [InlineData("- **Question:** How well does it work when $p = 0$?", "no line **Question:**")]
    [InlineData("- **Preset:** demo", "no line **Preset:**")]
    [InlineData(" 20 s, and 90 s for each", "does not begin with a number of s or min")]
    [InlineData("# 05 · The baseline", "no title")]
    public void A_gap_in_the_header_is_found(string missing, string breach)
        => Assert.Contains(NotebookRules.Breaches("05-the-baseline.ipynb", Notebook(With(0, Markdown(Header.Replace(missing, ""))))), found => found.Contains(breach, StringComparison.Ordinal));

    [Theory]
    [InlineData("#r \"../src", "#r \"src", "its first code cell lacks #r")]
    [InlineData("Start(\"05\")", "Start(\"06\")", "lacks Course.Start(\"05\")")]
    [InlineData("// Does this show a SyntaxError? Choose the kernel .NET (C#).\n", "", "the comment that tells a reader")]
    public void A_gap_in_the_first_code_cell_is_found(string part, string instead, string breach)
        => Assert.Contains(NotebookRules.Breaches("05-the-baseline.ipynb", Notebook(With(1, Code(Start.Replace(part, instead))))), found => found.Contains(breach, StringComparison.Ordinal));

    [Fact]
    public void Outputs_counts_versions_and_kernels_are_found()
    {
        object executed = new { cell_type = "code", id = "x", metadata = new { }, source = "1", execution_count = 3, outputs = Array.Empty<object>() };
        Assert.Contains("cell 3: has outputs or an execution count; clear them", NotebookRules.Breaches("05-a.ipynb", Notebook(With(2, executed))));
        object shown = new { cell_type = "code", id = "x", metadata = new { }, source = "1", execution_count = (int?)null, outputs = new[] { new { output_type = "stream" } } };
        Assert.Contains("cell 3: has outputs or an execution count; clear them", NotebookRules.Breaches("05-a.ipynb", Notebook(With(2, shown))));
        Assert.Contains("is nbformat 4.4, not 4.5", NotebookRules.Breaches("05-a.ipynb", Notebook(Good(), minor: 4)));
        Assert.Contains("its kernelspec is not .net-csharp with language C#", NotebookRules.Breaches("05-a.ipynb", Notebook(Good(), kernel: "python3")));
        Assert.Contains("not every cell has an id of its own", NotebookRules.Breaches("05-a.ipynb", Notebook([.. Good(), .. Good()])));
        Assert.Contains(NotebookRules.Breaches("05-a.ipynb", "{ \"cells\": 1"), found => found.StartsWith("no notebook of nbformat 4", StringComparison.Ordinal));
    }

    [Fact]
    public void The_ends_of_a_notebook_are_looked_at()
    {
        Assert.Contains("its first cell is not Markdown", NotebookRules.Breaches("05-a.ipynb", Notebook(Good()[1..])));
        Assert.Contains("has no code cell", NotebookRules.Breaches("05-a.ipynb", Notebook([Markdown(Header)])));
        Assert.Contains("its last cell is neither Markdown nor a table (…Table…)", NotebookRules.Breaches("05-a.ipynb", Notebook([.. Good(), Code("var x = 1;")])));
        Assert.Empty(NotebookRules.Breaches("05-a.ipynb", Notebook([.. Good(), Code("ResultTables.Table1(results)")])));
        var many = Enumerable.Range(0, NotebookRules.MaxCodeCells).Select(_ => Code("1"));
        Assert.Contains("has 21 code cells, more than 20", NotebookRules.Breaches("05-a.ipynb", Notebook([.. Good()[..2], .. many, Markdown("end")])));
    }

    private static object[] Good() => [Markdown(Header), Code(Start), Code("var x = 1;\nx + 1"), Markdown("| Paper | Here |\n|---|---|\n| 1 | 2 |")];

    private static object[] With(int index, object cell) => [.. Good()[..index], cell, .. Good()[(index + 1)..]];

    private static object Markdown(string source) => new { cell_type = "markdown", id = NewId(source), metadata = new { }, source };

    private static object Code(string source)
        => new { cell_type = "code", id = Guid.NewGuid().ToString("N"), metadata = new { }, source, execution_count = (int?)null, outputs = Array.Empty<object>() };

    private static string NewId(string source) => $"m{source.Length}";

    private static string Notebook(object[] cells, int minor = 5, string kernel = ".net-csharp") => JsonSerializer.Serialize(new
    {
        cells,
        metadata = new { kernelspec = new { name = kernel, display_name = ".NET (C#)", language = kernel == ".net-csharp" ? "C#" : "python" } },
        nbformat = 4,
        nbformat_minor = minor,
    });

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "../../notebooks");
}
