using Ssl4Asd.Audio;

namespace Ssl4Asd.Data.Demo;

/// <summary>
/// Writes synthetic machines in the DCASE layout: eight types with physically motivated faults, factory noise, and a shift
/// of operation and noise from the source to the target domain. For learning and testing without a download; what a system
/// reaches on them says nothing about real machines.
/// </summary>
public static class DemoData
{
    /// <summary>Writes a whole data set, or nothing: beside the folder first, then renamed.</summary>
    /// <param name="folder">Where to; must not exist, or be empty.</param>
    /// <param name="options">How much.</param>
    /// <param name="report">Told after each clip, from several threads.</param>
    /// <param name="stop">Ends the work between two clips; nothing is left then.</param>
    /// <exception cref="InputException">The folder is not empty or cannot be written, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static void Write(string folder, DemoDataOptions options, Action<WorkProgress>? report = null, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        using var target = new UnfinishedFolder(folder, DemoTexts.Title);
        var sections = (
            from machine in Machines.All
            from section in Enumerable.Range(0, machine.Sections.Count)
            select DemoPlan.Files(DemoPlan.Section(machine, section, options)).ToList()).ToList();
        DemoTexts.Write(target.Path, sections, options);

        Synthesise([.. sections.SelectMany(s => s).Select(c => (c.Clip, Path(target.Path, c.Clip, c.File)))], options, report, stop);
        target.Finish();
    }

    /// <summary>Writes the training clips alone into the development set of another data set, each machine as <c>demo-NAME</c>.</summary>
    internal static void WriteTrainingClips(string root, DemoDataOptions options, Action<WorkProgress>? report, CancellationToken stop) => Synthesise(
    [
        .. from machine in Machines.All
           from section in Enumerable.Range(0, machine.Sections.Count)
           from clip in DemoPlan.Files(DemoPlan.Section(machine, section, options))
           where clip.Clip.Name.Split == Split.Train
           select (clip.Clip, System.IO.Path.Combine(root, DatasetLayout.Development, $"demo-{machine.Name}", DatasetLayout.Train, clip.File)),
    ], options, report, stop);

    private static void Synthesise(IReadOnlyList<(DemoClip Clip, string Path)> clips, DemoDataOptions options, Action<WorkProgress>? report, CancellationToken stop)
    {
        var done = 0;
        try
        {
            Parallel.ForEach(clips, new ParallelOptions { CancellationToken = stop }, clip =>
            {
                WavFile.Write(clip.Path, clip.Clip.Render(options.ClipSeconds * clip.Clip.Machine.Length));
                report?.Invoke(new WorkProgress("synthesising", Interlocked.Increment(ref done), clips.Count));
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<InputException>().FirstOrDefault() is { } first)
        {
            throw new InputException(first.Message, e);
        }
    }

    /// <summary>The folder of a machine.</summary>
    internal static string MachineFolder(string root, Machine machine) => System.IO.Path.Combine(
        root, machine.Subset == Subset.Development ? DatasetLayout.Development : DatasetLayout.Evaluation, machine.Name);

    private static string Path(string root, DemoClip clip, string file) => System.IO.Path.Combine(
        MachineFolder(root, clip.Machine), clip.Name.Split == Split.Train ? DatasetLayout.Train : DatasetLayout.Test, file);
}
