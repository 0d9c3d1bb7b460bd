namespace Kinora.Platform;

/// <summary>The data folder: the SQLite file, blobs, keys and the vault stand below it.</summary>
/// <param name="Path">Absolute.</param>
internal sealed record DataFolder(string Path)
{
    public string Database => System.IO.Path.Combine(Path, "kinora.db");

    public string File(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
