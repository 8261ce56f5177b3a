using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// Fetches packages for <c>#r "nuget: …"</c>: writes a project that asks for all packages of the notebook so far, lets
/// <c>dotnet restore</c> choose their versions together, and reads what it chose.
/// </summary>
internal sealed partial class PackageRestore : IDisposable
{
    private readonly Lazy<string> folder = new(() => Directory.CreateTempSubdirectory("cells-").FullName);
    private readonly Dictionary<string, string> packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> sources = [];

    /// <summary>Where NuGet keeps unpacked packages.</summary>
    public static string CacheFolder { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Adds a feed or folder to look for packages in.</summary>
    /// <exception cref="CellException">There is no such folder.</exception>
    public void AddSource(string source, string place)
    {
        if (!source.Contains("://", StringComparison.Ordinal) && !Directory.Exists(source))
            throw new CellException("PackageError", $"{place}: there is no folder {source}; name a feed's address or a folder that holds packages");
        if (!sources.Contains(source)) sources.Add(source);
    }

    /// <summary>Fetches packages and takes in their assemblies and native libraries.</summary>
    /// <param name="wanted">Name and version or range; the newest where the version is empty.</param>
    /// <param name="place">Of the directive, for errors.</param>
    /// <param name="references">Where they are taken in.</param>
    /// <param name="token">Stops the restore.</param>
    /// <exception cref="CellException">They cannot be had.</exception>
    public async Task AddAsync(IReadOnlyList<(string Name, string Version)> wanted, string place, CellReferences references, CancellationToken token)
    {
        var all = new Dictionary<string, string>(packages, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, version) in wanted)
        {
            if (version != "" || !all.ContainsKey(name)) all[name] = version == "" ? "*" : version;
        }
        if (all.Count == packages.Count && all.All(package => packages.GetValueOrDefault(package.Key) == package.Value)) return;

        WriteProject(all);
        await RestoreAsync(place, token);
        ReadChosen(references);
        foreach (var (name, version) in all) packages[name] = version;
    }

    private void WriteProject(Dictionary<string, string> all)
    {
        // cut off from whatever props lie above the temporary folder
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            new XElement("Project").Save(Path.Combine(folder.Value, name));
        new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup",
                new XElement("TargetFramework", $"net{Environment.Version.Major}.0"),
                new XElement("RuntimeIdentifier", AssemblyFinder.PortableIdentifier),
                new XElement("SelfContained", false),
                new XElement("UseAppHost", false),
                new XElement("NuGetAudit", false),
                new XElement("RestoreRootConfigDirectory", Environment.CurrentDirectory),
                new XElement("RestoreAdditionalProjectSources", string.Join(';', sources))),
            new XElement("ItemGroup", all.Select(package =>
                new XElement("PackageReference", new XAttribute("Include", package.Key), new XAttribute("Version", package.Value)))))
            .Save(Path.Combine(folder.Value, "cells.csproj"));
    }

    private async Task RestoreAsync(string place, CancellationToken token)
    {
        var start = new ProcessStartInfo(Path.Combine(PlatformReferences.DotnetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))
        {
            ArgumentList = { "restore", "cells.csproj", "--nologo", "-v", "quiet", "-nodeReuse:false" },
            WorkingDirectory = folder.Value,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // a kernel that `dotnet run` started would hand its own build's settings on
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(token);
            var errors = process.StandardError.ReadToEndAsync(token);
            await process.WaitForExitAsync(token).ConfigureAwait(false);
            var text = await output.ConfigureAwait(false) + await errors.ConfigureAwait(false);
            if (process.ExitCode == 0) return;

            var (code, reason) = Reason(text);
            // a feed that does not answer would fail every restore to come
            if (code == "NU1301") sources.RemoveAll(source => reason.Contains(source, StringComparison.Ordinal));
            throw new CellException("PackageError", $"{place}: {reason}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static (string Code, string Text) Reason(string output)
    {
        var error = ErrorLine().Match(output);
        return error.Success ? (error.Groups[1].Value, error.Groups[2].Value) : ("", $"dotnet restore failed: {output.Trim().ReplaceLineEndings(" ")}");
    }

    private void ReadChosen(CellReferences references)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Value, "obj", "project.assets.json")));
        var root = document.RootElement;
        var caches = root.GetProperty("packageFolders").EnumerateObject().Select(cache => cache.Name).ToList();
        // the target with a runtime identifier has this machine's native libraries
        var target = root.GetProperty("targets").EnumerateObject().First(target => target.Name.Contains('/', StringComparison.Ordinal)).Value;
        foreach (var library in target.EnumerateObject())
        {
            var path = root.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString()!;
            foreach (var file in Files("runtime").Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))) references.Add(file);
            foreach (var file in Files("native")) AssemblyFinder.AddNative(file);

            IEnumerable<string> Files(string group) => library.Value.TryGetProperty(group, out var assets)
                ? assets.EnumerateObject().Select(asset => caches.Select(cache => Path.Combine(cache, path, asset.Name)).FirstOrDefault(File.Exists)).OfType<string>()
                : [];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (folder.IsValueCreated) Directory.Delete(folder.Value, recursive: true);
    }

    // "…/cells.csproj : error NU1101: Unable to find package X. No packages exist with this id in source(s): … [/…/cells.csproj]"
    [GeneratedRegex(@"error (?:(\w+): )?(.*?)(?: \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
