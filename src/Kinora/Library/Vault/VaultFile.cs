namespace Kinora.Library.Vault;

/// <summary>The five files of a profile.</summary>
internal enum VaultFile
{
    Profile,
    VideoStates,
    Queues,
    Analytics,
    Sessions,
}

/// <summary>What of a profile has changed since its files were written; bits of <c>vault_mark.dirty</c>.</summary>
[Flags]
internal enum VaultParts
{
    None = 0,
    Profile = 1,
    States = 2,
    Queues = 4,
    Visits = 8,
    All = Profile | States | Queues | Visits,
}

internal static class VaultFiles
{
    public static IReadOnlyList<VaultFile> All { get; } = Enum.GetValues<VaultFile>();

    /// <summary>The name of the file, such as <c>video_states.json</c>.</summary>
    public static string FileName(this VaultFile file) => file.Word() + ".json";

    public static string Word(this VaultFile file) => Platform.WordConverter.Of(file.ToString());

    /// <summary>The member that holds the records by their id; null where the file is one record.</summary>
    public static string? Records(this VaultFile file) => file switch
    {
        VaultFile.VideoStates => "video_states",
        VaultFile.Queues => "queues",
        _ => null,
    };

    /// <summary>Which changes reach which file.</summary>
    public static bool Follows(this VaultFile file, VaultParts dirty) => (dirty & file switch
    {
        VaultFile.Profile => VaultParts.Profile | VaultParts.States,
        VaultFile.VideoStates => VaultParts.States,
        VaultFile.Queues => VaultParts.Queues,
        VaultFile.Analytics => VaultParts.Profile | VaultParts.States,
        _ => VaultParts.Visits | VaultParts.States,
    }) != VaultParts.None;
}
