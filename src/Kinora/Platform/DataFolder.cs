namespace Kinora.Platform;

/// <summary>The data folder: the SQLite file, blobs, keys and the vault stand below it.</summary>
/// <param name="Path">Absolute.</param>
internal sealed record DataFolder(string Path)
{
    public string Database => System.IO.Path.Combine(Path, "kinora.db");

    /// <summary>Holds the address that the server last listened on, for commands that hand out links.</summary>
    public string Address => System.IO.Path.Combine(Path, "address");

    /// <summary>Makes the folder where it is missing, for nobody else to read.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string File(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
