namespace Kernel.Tests.Install;

public sealed class InstallTests : IDisposable
{
    private readonly string kernels = Path.Combine(Path.GetTempPath(), $"kernels-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(kernels)) Directory.Delete(kernels, recursive: true);
    }

    private string Install(string? name = null, bool force = false)
    {
        using var output = new StringWriter();
        InstallCommand.Install(kernels, name, force, output);
        return output.ToString();
    }

    private JsonElement Spec(string name) => JsonElement.Parse(File.ReadAllText(Path.Combine(kernels, name, "kernel.json")));

    private void WriteForeign(string name, string json = "{\"argv\":[\"other\"],\"display_name\":\"Other\"}")
    {
        Directory.CreateDirectory(Path.Combine(kernels, name));
        File.WriteAllText(Path.Combine(kernels, name, "kernel.json"), json);
    }

    [Fact]
    public void The_kernelspec_starts_this_program()
    {
        Install();
        var spec = Spec(".net-csharp");
        var argv = spec.GetProperty("argv").EnumerateArray().Select(a => a.GetString()!).ToList();
        Assert.All(argv[..2], path => Assert.True(Path.IsPathRooted(path) && File.Exists(path), path));
        Assert.Equal("Ssl4Asd.Kernel.dll", Path.GetFileName(argv[1]));
        Assert.Equal(["run", "--connection-file", "{connection_file}"], argv[2..]);
        Assert.Equal((".NET (C#)", "C#", "message"), (spec.GetProperty("display_name").GetString(), spec.GetProperty("language").GetString(), spec.GetProperty("interrupt_mode").GetString()));
        Assert.Equal([".net-csharp"], Directory.GetFileSystemEntries(kernels).Select(Path.GetFileName));
    }

    [Fact]
    public void Installing_again_replaces_what_is_ours()
    {
        Install();
        File.WriteAllText(Path.Combine(kernels, ".net-csharp", "old.txt"), "");
        Install();
        Assert.Equal(["kernel.json"], Directory.GetFiles(Path.Combine(kernels, ".net-csharp")).Select(Path.GetFileName));
        Assert.Single(Directory.GetFileSystemEntries(kernels));
    }

    [Theory]
    [InlineData("{\"argv\":[\"other\"],\"display_name\":\"Other\"}")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{\"metadata\":3}")]
    public void Another_kernel_keeps_its_name(string json)
    {
        WriteForeign(".net-csharp", json);
        Assert.Contains("this one is called ssl4asd-csharp", Install());
        Assert.Equal(json, File.ReadAllText(Path.Combine(kernels, ".net-csharp", "kernel.json")));
        Assert.Equal(".NET (C#)", Spec("ssl4asd-csharp").GetProperty("display_name").GetString());
    }

    [Fact]
    public void Another_kernel_is_replaced_only_by_force()
    {
        WriteForeign("mine");
        Assert.Contains("--force", Assert.Throws<InputException>(() => Install("mine")).Message);
        Assert.Equal("Other", Spec("mine").GetProperty("display_name").GetString());
        Install("mine", force: true);
        Assert.Equal(".NET (C#)", Spec("mine").GetProperty("display_name").GetString());
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("Upper")]
    public void A_name_that_Jupyter_would_not_take_is_refused(string name) => Assert.Throws<InputException>(() => Install(name));

    [Fact]
    public void Uninstalling_removes_what_is_ours_alone()
    {
        WriteForeign(".net-csharp");
        WriteForeign("theirs");
        Install();
        InstallCommand.Uninstall(kernels, null, TextWriter.Null);
        Assert.Equal([".net-csharp", "theirs"], Directory.GetDirectories(kernels).Select(Path.GetFileName).Order());
        Assert.Throws<InputException>(() => InstallCommand.Uninstall(kernels, null, TextWriter.Null));
        Assert.Throws<InputException>(() => InstallCommand.Uninstall(kernels, "theirs", TextWriter.Null));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_line()
    {
        File.WriteAllText(kernels, "a file");
        try
        {
            Assert.DoesNotContain('\n', Assert.Throws<InputException>(() => Install()).Message);
        }
        finally
        {
            File.Delete(kernels);
        }
    }
}
