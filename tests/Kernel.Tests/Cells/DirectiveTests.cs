namespace Kernel.Tests.Cells;

[Collection("engine")]
public sealed class DirectiveTests(Engine engine) : IClassFixture<Engine>, IDisposable
{
    private readonly Notebook notebook = new(engine);
    private readonly string folder = Directory.CreateTempSubdirectory("directives-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_package_is_fetched_and_used_and_a_comment_may_stand_behind_it()
    {
        Assert.Null(notebook.Value("#r \"nuget: CsvHelper, 33.0.1\" // for tables"));
        Assert.Equal("33.0.0.0", notebook.Value("using CsvHelper;\ntypeof(CsvReader).Assembly.GetName().Version.ToString()"));
        var error = notebook.Error("#r \"nuget: CsvHelper\"\n\nthrow new IOException();");
        Assert.Contains(error.Traceback, line => line.Contains("In[3], line 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_package_that_is_not_there_is_an_error_that_names_it()
    {
        Assert.Contains("No.Such.Package.Anywhere", notebook.Error("#r \"nuget: No.Such.Package.Anywhere, 1.2.3\"\n1").Message, StringComparison.Ordinal);
        Assert.Equal("1", notebook.Value("1"));
    }

    [Fact]
    public void A_source_is_a_folder_of_packages()
    {
        using var own = new Engine(); // later ones would miss the folder
        Assert.Equal("1", new Notebook(own).Value($"#i \"nuget: {folder}\" // mine\n1"));
    }

    [Fact]
    public void A_file_is_referenced_relative_to_the_working_directory()
    {
        File.Copy(typeof(Assert).Assembly.Location, Path.Combine(folder, "xunit.assert.dll"));
        In(folder, () => notebook.Value("#r \"xunit.assert.dll\" // comes with the tests\nXunit.Assert.Equal(1, 1);"));
        Assert.Equal("ReferenceError", In(folder, () => notebook.Error("#r \"missing.dll\"")).Name);
        Assert.EndsWith("; not built yet? run: make", In(folder, () => notebook.Error("#r \"missing.dll\" // not built yet? run: make")).Message, StringComparison.Ordinal);
        Assert.EndsWith("; not built yet? run: make", In(folder, () => notebook.Error("#r \"missing.dll\"\n// not built yet? run: make")).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "text.dll"), "no assembly");
        Assert.Contains("is not a .NET assembly", In(folder, () => notebook.Error("#r \"text.dll\"")).Message, StringComparison.Ordinal);
        Assert.Contains("In[6], line 3", notebook.Error("#r \"xunit.assert.dll\"\n\nmissing").Message + In(folder, () => notebook.Error("#r \"xunit.assert.dll\"\n\nmissing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_of_dotnet_is_referenced_by_name()
    {
        Assert.Equal("2", notebook.Value("#r \"System.Net.Http\"\n#r \"System.Xml\" // both\n1 + 1"));
        Assert.Contains("In[2], line 1", notebook.Error("#r \"No.Such.Assembly\"").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_loaded_also_by_files_and_errors_name_them()
    {
        Directory.CreateDirectory(Path.Combine(folder, "deep"));
        File.WriteAllText(Path.Combine(folder, "outer.csx"), "#load \"deep/inner.csx\"\nint Outer() => Inner() + 1;\nwhile (false) { }\nint Fail() =>\n  1 / (Outer() - 42);");
        File.WriteAllText(Path.Combine(folder, "deep", "inner.csx"), "int Inner() { var s = 0; for (var i = 0; i < 41; i++) s++; return s; }\nvar loaded = Enumerable.Range(0, 3).Select(i => i + 1).Sum();");
        Assert.Equal("48", In(folder, () => notebook.Value("#load \"outer.csx\"\nOuter() + loaded")));
        Assert.Equal("6", notebook.Value("loaded"));
        Assert.Contains(notebook.Error("Fail()").Traceback, line => line.Contains("outer.csx, line 5", StringComparison.Ordinal));

        File.WriteAllText(Path.Combine(folder, "bad.csx"), "\n\nint x = missing;");
        Assert.Contains("bad.csx, line 3: CS0103", In(folder, () => notebook.Error("#load \"bad.csx\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_imported()
    {
        File.WriteAllText(Path.Combine(folder, "some.csx"), "var imported = 7;");
        Assert.Equal("7", notebook.Value($"#!import \"{folder}/some.csx\"\nimported"));
    }

    [Theory]
    [InlineData("#!csharp\n1 + 1", "2")]
    [InlineData("#!c#\n1 + 1", "2")]
    [InlineData("  #!time\n1 + 1", "2")]
    [InlineData("#region r\n1 + 1\n#endregion", "2")]
    [InlineData("\"a\" + \"\"\"\n  #r \"no.dll\" // x\n  \"\"\"", "a#r \"no.dll\" // x")]
    public void Directives_are_taken_for_what_they_are(string code, string value) => Assert.Equal(value, notebook.Value(code));

    [Fact]
    public void Time_is_told_and_lines_hold()
    {
        notebook.Value("#!time\nThread.Sleep(20);");
        var shown = notebook.Output.Shown.OfType<DisplayedValueProduced>().Single().FormattedValues.Single().Value;
        Assert.InRange(double.Parse(System.Text.RegularExpressions.Regex.Match(shown, @"^Wall time: ([\d.]+)ms$").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 20, 60_000);
        Assert.StartsWith("In[2], line 3: CS0103", notebook.Error("#!time\n\nmissing").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_shows_the_variables()
    {
        notebook.Value("var someone = 1;\n#!who");
        Assert.Contains("someone", notebook.Output.Shown.OfType<DisplayedValueProduced>().Last().FormattedValues.First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_of_another_language_is_left_alone()
    {
        notebook.Value("#!html\n<b>#r \"no.dll\" // while (true)</b>");
        Assert.Contains("// while (true)</b>", notebook.Output.Shown.Single().FormattedValues.Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_engine_cannot_take_apart_is_an_error_and_nothing_hangs()
    {
        Assert.Equal("InvalidOperationException", notebook.Error("/*\n#r \"no.dll\" // x\n*/ 2").Name);
        notebook.Error("var x = 1;\n#!pwsh\nls");
        Assert.Equal("1", notebook.Value("1"));
    }

    private static T In<T>(string folder, Func<T> action)
    {
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        try
        {
            return action();
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }
}
