using System.Diagnostics;

namespace Kinora.EndToEnd.Faults;

/// <summary>A file system of a few megabytes in memory (tmpfs), mounted where a data folder is to be. Only root may mount.</summary>
internal sealed class SmallDisk
{
    private readonly int _megabytes;
    private string? _folder;

    private SmallDisk(int megabytes) => _megabytes = megabytes;

    /// <summary>Skips the test by name where this user may not mount.</summary>
    public static SmallDisk Of(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root may mount the small disk.");
        return new SmallDisk(megabytes);
    }

    public void Under(string folder)
    {
        var code = Run("mount", "-t", "tmpfs", "-o", $"size={_megabytes}m", "tmpfs", folder);
        Assert.SkipUnless(code == 0, "This machine lets nobody mount a small disk.");
        _folder = folder;
    }

    /// <summary>Takes all the room that is left, down to the last page.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 4096, 512])
        {
            var some = new byte[size];
            try
            {
                while (true)
                    ballast.Write(some);
            }
            catch (IOException)
            {
                // Full for pieces of that size.
            }
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Unmount()
    {
        if (_folder is not null)
            Run("umount", "-l", _folder);
    }

    private string Ballast => Path.Combine(_folder!, "ballast");

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
