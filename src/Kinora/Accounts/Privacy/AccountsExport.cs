using Kinora.Platform.Privacy;

namespace Kinora.Accounts.Privacy;

/// <summary>What Accounts knows about a person. Nothing that lets anybody in leaves the database, not even hashed.</summary>
internal sealed class AccountsExport : IExportPart
{
    private const string Hash = "The hash of a secret that lets somebody in.";

    public IReadOnlyList<ExportTable> Tables { get; } =
    [
        new("user_account", "account/user", "Your account.", new ExportOwner.User("id"))
        {
            Columns = ["id", "name", "name_key", "role", "analyst", "email", "default_profile_id", "created_at", "seen_at"],
            Key = ["id"],
            Flags = ["analyst"],
        },
        new("profile", "account/profiles", "Your profiles and what each has chosen.", new ExportOwner.User("user_id"))
        {
            Columns = ["id", "user_id", "name", "avatar", "kids", "maturity_ceiling", "share_engagement", "time_zone", "preferences", "created_at"],
            Key = ["id"],
            Json = ["preferences"],
            Flags = ["kids", "share_engagement"],
        },
        new("session", "account/sessions", "Where you are signed in, or were until lately.", new ExportOwner.User("user_id"))
        {
            Columns = ["id", "user_id", "profile_id", "agent", "address", "created_at", "seen_at", "expires_at"],
            Key = ["id"],
            Withheld = Secrets("secret_hash"),
        },
        new("access_token", "account/tokens", "Your personal access tokens, without what they are.", new ExportOwner.User("user_id"))
        {
            Columns = ["id", "user_id", "name", "scopes", "created_at", "seen_at", "expires_at"],
            Key = ["id"],
            Withheld = Secrets("secret_hash"),
        },
        new("linked_identity", "account/identities", "Your outside sign-ins.", new ExportOwner.User("user_id"))
        {
            Columns = ["id", "user_id", "issuer", "subject", "label", "created_at"],
            Key = ["id"],
        },
        new("one_time_code", "account/codes", "One-time codes that were made for you, without the codes; kept a week.", new ExportOwner.User("user_id"))
        {
            Columns = ["id", "kind", "user_id", "name_key", "address", "tries_left", "created_at", "expires_at", "used_at"],
            Key = ["id"],
            Withheld = Secrets("code_hash", "browser_hash", "link_hash"),
        },
        new("data_export", "account/export", "This very archive.", new ExportOwner.User("user_id"))
        {
            Columns = ["user_id", "id", "job_id", "bytes", "asked_at", "ready_at", "expires_at"],
            Key = ["id"],
        },
        new("leaving", "account/leaving", "When you asked for your account to be deleted, and when it goes.", new ExportOwner.User("user_id"))
        {
            Columns = ["user_id", "asked_at", "due_at"],
            Key = ["user_id"],
        },
    ];

    public IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    private static Dictionary<string, string> Secrets(params ReadOnlySpan<string> columns)
    {
        var withheld = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
            withheld.Add(column, Hash);
        return withheld;
    }
}
