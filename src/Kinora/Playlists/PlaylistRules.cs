using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Playlists;

/// <summary>What a playlist may hold and who may do what to it.</summary>
internal static class PlaylistRules
{
    public static Outcome<string> Name(string? name)
    {
        var faults = new Faults();
        var clean = TextRules.Line("name", name, Playlist.LongestName, faults);
        return faults.Any ? faults.ToRefusal()
            : clean ?? (Outcome<string>)new Refusal(RefusalKind.Invalid, "name-missing", "A playlist needs a name.", "name");
    }

    public static Outcome<string?> Description(string? description)
    {
        var faults = new Faults();
        var clean = TextRules.Prose("description", description, Playlist.LongestDescription, faults);
        return faults.Any ? faults.ToRefusal() : clean;
    }

    /// <summary>Only titles that the caller may look at are taken in; those that stand in the list already may stay whatever became of them.</summary>
    public static Refusal? Titles(IReadOnlyList<string> ids, IReadOnlyCollection<string> there, CatalogueSnapshot snapshot, Caller caller)
    {
        if (ids.Count > Playlist.MostItems)
            return PlaylistEdits.TooMany;
        var known = there.Count == 0 ? [] : there.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!known.Contains(ids[i]) && snapshot.Find(ids[i], caller).Refusal is not null)
                return new Refusal(RefusalKind.Invalid, "title-unknown", "There is no such title.", $"items[{i.ToString(CultureInfo.InvariantCulture)}]");
        }

        return null;
    }

    public static Outcome<string> Namespace(string? asked, PlaylistsOptions options) => asked is null ? options.All[0]
        : options.All.Contains(asked, StringComparer.Ordinal) ? asked
        : new Refusal(RefusalKind.Invalid, "namespace-unknown", $"'namespace' is one of: {string.Join(", ", options.All)}.", "namespace");

    /// <summary>Refuses whoever may look at it but not change it, and whoever had read another version.</summary>
    public static Refusal? Change(Playlist playlist, Caller caller, HttpRequest request) =>
        Refuse(playlist, playlist.MayChange(caller), "Only its owner changes this playlist. Make a copy of it and change that.", request);

    /// <summary>Refuses whoever may not remove it or say who sees it, and whoever had read another version.</summary>
    public static Refusal? Rule(Playlist playlist, Caller caller, HttpRequest request) => Refuse(
        playlist, playlist.MayRule(caller), "Only its owner, and an admin where it is shared, may do this. Make a copy of it instead.", request);

    private static Refusal? Refuse(Playlist playlist, bool may, string why, HttpRequest request) =>
        playlist.DeletedAt is not null ? PlaylistStore.NotFound
        : !may ? new Refusal(RefusalKind.Forbidden, "playlist-not-yours", why)
        : ETags.Stale(request, ETags.Of(playlist.Version));
}
