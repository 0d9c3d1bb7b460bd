using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;

namespace Kinora.Library.Vault;

/// <summary>Applies what a hand changed in <c>profile.json</c>: the preferences, all that are taken at once.</summary>
internal sealed class MergeProfile(IProfiles profiles)
{
    public async Task RunAsync(VaultPerson person, JsonObject? last, JsonObject edited, JsonObject now, VaultReport report, CancellationToken cancel)
    {
        var change = VaultDiff.Of(last, edited, now, VaultSchema.Of(VaultFile.Profile).Root);
        report.Refuse(null, change);
        if (change.Paths.Count == 0)
            return;
        var said = change.Changes["preferences"] is JsonObject chosen ? VaultJson.Read<VaultPreferences>(chosen) : null;
        var tastes = change.Changes["x_kinora"]?["preferences"] as JsonObject;
        var done = await profiles.ChangePreferencesAsync(person.Profile.Id, before => Apply(before, said, tastes), cancel);
        if (done.Refusal is { } refusal)
            report.Refuse(null, refusal);
        else
            report.Take(null, change.Paths);
    }

    private static Preferences Apply(Preferences before, VaultPreferences? said, JsonObject? tastes)
    {
        var wanted = tastes is null ? null : VaultJson.Read<VaultTastes>(tastes);
        // A language that is null in the file is "any"; one that is not in it stays.
        if (wanted is not null && !tastes!.ContainsKey("preferred_language"))
            wanted = wanted with { PreferredLanguage = before.PreferredLanguage };
        return VaultPreferencesOf.Apply(before, said, wanted);
    }
}
