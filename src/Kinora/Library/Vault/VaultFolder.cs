using System.Text.RegularExpressions;
using Kinora.Platform;

namespace Kinora.Library.Vault;

/// <summary>
/// Where a profile's files stand: <c>users/{name}</c> for a user's default profile, <c>users/{name}/profiles/{id}</c> for the others. A name that
/// is none never becomes a path, and a link in the way is not followed.
/// </summary>
internal sealed partial record VaultFolder
{
    private VaultFolder(string root, string relative) => (Root, Relative) = (root, relative);

    /// <summary>The vault's own folder.</summary>
    public string Root { get; }

    /// <summary>Below it, with slashes, such as <c>users/anna</c>.</summary>
    public string Relative { get; }

    public string Path => System.IO.Path.Combine([Root, .. Relative.Split('/')]);

    /// <summary>What the writer keeps for itself: its lock, and each file as it was written last.</summary>
    public string Own => System.IO.Path.Combine(Path, ".kinora");

    public static string RootOf(DataFolder data) => data.File("vault");

    /// <summary>The folder of a profile. A name or an id that is none is a fault.</summary>
    /// <param name="profileId">Null for the default profile.</param>
    public static VaultFolder Of(string root, string userName, string? profileId)
    {
        var name = userName.ToLowerInvariant();
        if (!UserName().IsMatch(name))
            throw new ArgumentException("A user's name is 1 to 32 letters, digits, '_' and '-'.", nameof(userName));
        if (profileId is not null && !ProfileId().IsMatch(profileId))
            throw new ArgumentException("A profile's id is a UUID.", nameof(profileId));
        return new VaultFolder(root, profileId is null ? $"users/{name}" : $"users/{name}/profiles/{profileId}");
    }

    /// <summary>The folder of that relative name; null where it is none of ours.</summary>
    public static VaultFolder? Find(string root, string relative) => relative.Split('/') switch
    {
        ["users", var name] when UserName().IsMatch(name) => new VaultFolder(root, relative),
        ["users", var name, "profiles", var id] when UserName().IsMatch(name) && ProfileId().IsMatch(id) => new VaultFolder(root, relative),
        _ => null,
    };

    /// <summary>All folders that are there, each user's own first.</summary>
    public static IEnumerable<VaultFolder> All(string root)
    {
        foreach (var user in Below(System.IO.Path.Combine(root, "users")))
        {
            if (Find(root, $"users/{user}") is not { } own || own.IsLinked())
                continue;
            yield return own;
            foreach (var profile in Below(System.IO.Path.Combine(own.Path, "profiles")))
            {
                if (Find(root, $"users/{user}/profiles/{profile}") is { } further && !further.IsLinked())
                    yield return further;
            }
        }
    }

    public string UserPart => Relative.Split('/')[1];

    public bool IsDefault => !Relative.Contains("/profiles/", StringComparison.Ordinal);

    public string File(VaultFile file) => System.IO.Path.Combine(Path, file.FileName());

    public string Backup(VaultFile file) => File(file) + ".bak";

    /// <summary>The file as it was written last: what an edit is compared with.</summary>
    public string Base(VaultFile file) => System.IO.Path.Combine(Own, file.FileName());

    public string Report(VaultFile file) => System.IO.Path.Combine(Path, file.Word() + ".report.json");

    /// <summary>Makes the folder for nobody else to read. A link in its place, or above it within the vault, is a fault.</summary>
    public void Create()
    {
        if (IsLinked())
            throw new IOException($"{Path} is a link, or stands below one. The vault follows no links: put a folder in its place.");
        Make(Own);
    }

    public bool IsLinked()
    {
        for (var path = Own; path.Length > Root.Length; path = System.IO.Path.GetDirectoryName(path)!)
        {
            if (new DirectoryInfo(path).LinkTarget is not null)
                return true;
        }

        return false;
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static IEnumerable<string> Below(string path) =>
        Directory.Exists(path) ? Directory.EnumerateDirectories(path).Select(System.IO.Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal) : [];

    [GeneratedRegex(@"^[a-z0-9_-]{1,32}\z", RegexOptions.None, 1000)]
    private static partial Regex UserName();

    [GeneratedRegex(@"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\z", RegexOptions.None, 1000)]
    private static partial Regex ProfileId();
}
