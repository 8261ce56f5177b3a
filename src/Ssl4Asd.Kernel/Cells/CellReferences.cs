namespace Ssl4Asd.Kernel.Cells;

/// <summary>The files that cells refer to.</summary>
internal sealed class CellReferences(CSharpKernel kernel)
{
    private readonly HashSet<string> known = [];

    /// <summary>The full path of an assembly's file.</summary>
    /// <param name="name">Its file, relative to the working folder or to the notebook's.</param>
    /// <param name="place">Of the directive, as in <c>In[3], line 1</c>.</param>
    /// <param name="advice">What to do where it is not there.</param>
    /// <exception cref="CellException">There is no such file, or it is no assembly.</exception>
    public static string Find(string name, string place, string advice)
    {
        // the working folder, and the notebook's own where the server tells it
        string?[] places = [Environment.CurrentDirectory, Path.GetDirectoryName(Environment.GetEnvironmentVariable("JPY_SESSION_NAME"))];
        var folders = places.OfType<string>().Where(Path.IsPathRooted).Distinct().ToList();
        var file = folders.Select(folder => Path.GetFullPath(name, folder)).FirstOrDefault(File.Exists)
            ?? throw new CellException("ReferenceError", $"{place}: there is no file {name} in {string.Join(" or ", folders)}{(advice.Length > 0 ? $"; {advice}" : "")}");
        try
        {
            AssemblyName.GetAssemblyName(file);
            return file;
        }
        catch (Exception e) when (e is BadImageFormatException or IOException)
        {
            throw new CellException("ReferenceError", $"{place}: {file} is not a .NET assembly that can be read; name the .dll of a managed library");
        }
    }

    /// <summary>Refers to packages.</summary>
    public void Add(IReadOnlyList<ResolvedPackageReference> packages)
    {
        foreach (var package in packages) NativeLibraries.AddPackage(package.PackageRoot);
        kernel.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths).Where(known.Add).ToList());
    }
}
