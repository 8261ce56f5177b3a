using System.Reflection;
using System.Text;

using TorchSharp;

namespace Ssl4Asd.Tests.LibTorch;

/// <summary>What the build does to TorchSharp's native library where the system's C++ library lacks a version (src/TorchSharpMend.cs).</summary>
public class TorchSharpMendTests
{
    private const string Name = "libstdc++.so.6";
    private const string Newest = "GLIBCXX_3.4.32";

    // the system and its libraries are Linux's; elsewhere there is nothing to mend
    private static readonly bool Linux = OperatingSystem.IsLinux() && Environment.Is64BitProcess && File.Exists(SystemFile);

    private static string SystemFile => $"/usr/lib/x86_64-linux-gnu/{Name}";

    private static byte[] Packaged => File.ReadAllBytes(Path.Combine(
        typeof(TorchSharpMendTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NuGetPackageRoot").Value!,
        "torchsharp",
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
        "runtimes/linux-x64/native/libLibTorchSharp.so"));

    private static string Output => Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libLibTorchSharp.so");

    [Fact]
    public void The_library_in_the_output_differs_from_the_package_s_in_the_flag_alone_and_loads()
    {
        if (!Linux) return;
        var (packaged, output) = (Packaged, File.ReadAllBytes(Output));
        Assert.Equal(packaged.Length, output.Length);
        var different = Enumerable.Range(0, packaged.Length).Where(i => packaged[i] != output[i]).ToList();
        if (ElfVersions.DefinedBy(File.ReadAllBytes(SystemFile)).Contains(Newest)) Assert.Empty(different);
        else Assert.Equal(packaged[Assert.Single(different)] | 2, output[different[0]]);
        using var tensor = torch.ones(2, 3);
        Assert.Equal([2, 3], tensor.shape);
    }

    [Fact]
    public void Nothing_is_mended_where_the_system_has_all_versions()
    {
        if (!Linux) return;
        Assert.Null(ElfVersions.Mend(Renamed(Packaged, Newest, "GLIBCXX_3.4.30"), File.ReadAllBytes(SystemFile), Name));
    }

    [Fact]
    public void A_version_that_is_referred_to_cannot_be_mended()
    {
        if (!Linux) return;
        var older = Renamed(File.ReadAllBytes(SystemFile), "GLIBCXX_3.4.21", "GLIBCXX_3.4.99");
        var error = Assert.Throws<InvalidDataException>(() => ElfVersions.Mend(Packaged, older, Name));
        Assert.Equal("it needs GLIBCXX_3.4.21 of libstdc++.so.6, which this system's lacks; use a newer system (Debian 13, Ubuntu 24.04 or later)", error.Message);
    }

    [Fact]
    public void What_is_no_library_is_said_to_be_none() =>
        Assert.Throws<InvalidDataException>(() => ElfVersions.DefinedBy(new byte[100]));

    private static byte[] Renamed(byte[] library, string from, string to)
    {
        var at = library.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from + "\0"));
        Encoding.ASCII.GetBytes(to).CopyTo(library, at);
        return library;
    }
}
