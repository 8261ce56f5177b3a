namespace Kernel.Tests.Engine;

[Collection("engine")]
public sealed class DirectiveTests : IDisposable
{
    private readonly Notebook notebook = new();
    private readonly string folder = Directory.CreateTempSubdirectory("directives-").FullName;

    public void Dispose()
    {
        notebook.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_package_is_fetched_and_used()
    {
        Assert.Null(notebook.Value("#r \"nuget: CsvHelper, 33.0.1\""));
        Assert.Equal("1|2", notebook.Value("""
            using CsvHelper; using System.Globalization;
            using (var csv = new CsvReader(new StringReader("a,b\n1,2"), CultureInfo.InvariantCulture))
            {
                csv.Read(); csv.ReadHeader(); csv.Read();
                Console.Write($"{csv["a"]}|{csv["b"]}");
            }
            typeof(CsvReader).Assembly.GetName().Version.ToString()
            """) is "33.0.0.0" ? notebook.Output.Text : "another version");
        Assert.Null(notebook.Value("#r \"nuget:CsvHelper\""));
    }

    [Fact]
    public void A_package_that_is_not_there_is_one_line()
    {
        var error = notebook.Error("\n#r \"nuget: No.Such.Package.Anywhere, 1.2.3\"\n1");
        Assert.Equal("PackageError", error.Name);
        Assert.StartsWith("In[1], line 2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("No.Such.Package.Anywhere", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("1", notebook.Value("1"));
    }

    [Fact]
    public void A_source_is_a_folder_of_packages()
    {
        Assert.Null(notebook.Value($"#i \"nuget: {folder}\""));
        Assert.Equal("DirectiveError", notebook.Error("#i \"somewhere\"").Name);
        Assert.Contains("there is no folder /no/such", notebook.Error("#i \"nuget: /no/such\"").Message, StringComparison.Ordinal);
        Assert.Equal("1", notebook.Value("#r \"nuget: CsvHelper, 33.0.1\"\n1"));
    }

    [Fact]
    public void A_library_brings_its_packages_and_native_libraries()
    {
        // built as these tests are, in …/bin/Release/net10.0
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var library = Path.GetFullPath(Path.Combine(own.FullName, $"../../../../../src/Ssl4Asd/bin/{own.Parent!.Name}/{own.Name}/Ssl4Asd.dll"));
        Assert.Equal("3", notebook.Value($"#r \"{library}\"\nusing static TorchSharp.torch; arange(3).sum().item<long>()"));
        Assert.Equal("CsvHelper", notebook.Value("typeof(CsvHelper.CsvReader).Assembly.GetName().Name"));
    }

    [Fact]
    public void A_file_is_referenced_relative_to_the_working_directory()
    {
        File.Copy(typeof(Xunit.Assert).Assembly.Location, Path.Combine(folder, "xunit.assert.dll"));
        In(folder, () => notebook.Value("#r \"xunit.assert.dll\"\nXunit.Assert.Equal(1, 1);"));
        Assert.Equal("ReferenceError", In(folder, () => notebook.Error("#r \"missing.dll\"")).Name);
        Assert.EndsWith("; not built yet? run: make", In(folder, () => notebook.Error("#r \"missing.dll\" // not built yet? run: make")).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "text.dll"), "no assembly");
        Assert.Contains("is not a .NET assembly", In(folder, () => notebook.Error("#r \"text.dll\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_of_dotnet_is_referenced_by_name()
    {
        Assert.Equal("2", notebook.Value("#r \"System.Net.Http\"\n#r \"System.Xml\"\n1 + 1"));
        Assert.Contains("In[2], line 1", notebook.Error("#r \"No.Such.Assembly\"").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_loaded_also_by_files_and_errors_name_them()
    {
        Directory.CreateDirectory(Path.Combine(folder, "deep"));
        File.WriteAllText(Path.Combine(folder, "outer.csx"), "#load \"deep/inner.csx\"\nint Outer() => Inner() + 1;\nwhile (false) { }\nint Fail() =>\n  1 / (Outer() - 42);");
        File.WriteAllText(Path.Combine(folder, "deep", "inner.csx"), "#r \"System.Xml\"\nint Inner() { var s = 0; for (var i = 0; i < 41; i++) s++; return s; }\nvar loaded = Enumerable.Range(0, 3).Select(i => i + 1).Sum();");
        Assert.Equal("48", In(folder, () => notebook.Value("#load \"outer.csx\"\nOuter() + loaded")));
        Assert.Equal("6", notebook.Value("loaded"));
        Assert.Contains(notebook.Error("Fail()").Traceback, line => line.Contains("outer.csx, line 5", StringComparison.Ordinal));

        File.WriteAllText(Path.Combine(folder, "bad.csx"), "\n\nint x = missing;");
        Assert.Contains("bad.csx, line 3: CS0103", In(folder, () => notebook.Error("#load \"bad.csx\"")).Message, StringComparison.Ordinal);
        Assert.Contains("there is no file none.csx", In(folder, () => notebook.Error("#load \"none.csx\"")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!csharp\n1 + 1", "2")]
    [InlineData("#!c#\n1 + 1", "2")]
    [InlineData("#!csharp", null)]
    [InlineData("  #!time\n1 + 1", "2")]
    [InlineData("#region r\n1 + 1\n#endregion", "2")]
    [InlineData("#if false\n#!pwsh\n#endif\n1", "1")]
    [InlineData("\"\"\"\n#!pwsh\n\"\"\"", "#!pwsh")]
    [InlineData("/*\n#!pwsh\n*/ 2", "2")]
    public void Directives_are_taken_for_what_they_are(string code, string? value) => Assert.Equal(value, notebook.Value(code));

    [Fact]
    public void Time_is_told_and_lines_hold()
    {
        notebook.Value("#!time\nThread.Sleep(20);");
        var match = System.Text.RegularExpressions.Regex.Match(notebook.Output.Text, @"^Wall time: ([\d.]+) ms\n$");
        Assert.True(match.Success);
        Assert.InRange(double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 20, 60_000);
        Assert.StartsWith("In[2], line 3: CS0103", notebook.Error("#!time\n\nmissing").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_directive_is_one_clear_error()
    {
        var error = notebook.Error("var x = 1;\n#!pwsh\nls");
        Assert.Equal("In[1], line 2: #!pwsh is not known; this kernel runs C# and knows #r, #i, #load and #!time", error.Message);
        Assert.Single(error.Traceback);
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
