using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;
using Kinora.Playlists.Marathons;
using Microsoft.Extensions.Options;

namespace Kinora.Playlists;

/// <summary>Makes playlists, whatever they come from: an editor, a copy, a marathon or a file.</summary>
internal sealed class NewPlaylist(
    PlaylistStore store, MarathonMaker marathons, ICatalogue catalogue, TimeProvider time, IOptions<PlaylistsOptions> options)
{
    public Task<Outcome<Playlist>> MakeAsync(PlaylistRoutes.Request request, Caller caller, string change, CancellationToken cancel) =>
        SaveAsync(request, caller, change, PlaylistRules.Titles(request.Items, [], catalogue.Current, caller), cancel);

    /// <summary>Saves a marathon. What is gone from the catalogue but stands in a source stays, as it does there.</summary>
    public async Task<Outcome<Playlist>> MakeAsync(PlaylistRoutes.Request request, MarathonRequest marathon, Caller caller, CancellationToken cancel)
    {
        if (request.Items.Count > 0)
            return new Refusal(RefusalKind.Invalid, "marathon-and-items", "A playlist is made of items or as a marathon: leave one of them out.", "marathon");
        var made = await marathons.MakeAsync(marathon, caller, cancel);
        if (made.Refusal is { } refusal)
            return refusal with { Field = refusal.Field is null ? "marathon" : $"marathon.{refusal.Field}" };
        var (plan, bumper) = (made.Value.Plan, made.Value.Bumper);
        var tooMany = plan.Picks.Count > Playlist.MostItems ? PlaylistEdits.TooMany with { Field = "marathon" } : null;
        return await SaveAsync(
            request with { Items = [.. plan.Picks.Select(pick => plan.Item(pick, bumper).VideoId)] }, caller, MarathonNote.Of(marathon, made.Value), tooMany, cancel);
    }

    /// <summary>A copy, with all that stands in it. Without a name it gets a free one.</summary>
    public async Task<Outcome<Playlist>> CopyAsync(string id, string? name, Caller caller, CancellationToken cancel)
    {
        if (await store.FindAsync(id, caller, cancel) is not { } original)
            return PlaylistStore.NotFound;
        if (name is not null && PlaylistRules.Name(name).Refusal is { } refusal)
            return refusal;
        var made = await CopyAsync(original, name?.Trim() ?? original.Name, caller, cancel);
        return name is null && made.Refusal is { Code: "playlist-name-taken", More: { } more }
            ? await CopyAsync(original, (string)more["suggestion"]!, caller, cancel)
            : made;
    }

    private Task<Outcome<Playlist>> CopyAsync(Playlist original, string name, Caller caller, CancellationToken cancel) => store.CreateAsync(
        original with
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Name = name,
            OwnerId = caller.UserId,
            CreatedBy = caller.UserName,
            ForkedFrom = original.Id,
        },
        caller, $"copied from '{original.Name}'", cancel);

    private async Task<Outcome<Playlist>> SaveAsync(
        PlaylistRoutes.Request request, Caller caller, string change, Refusal? refused, CancellationToken cancel)
    {
        var (name, description) = (PlaylistRules.Name(request.Name), PlaylistRules.Description(request.Description));
        var space = PlaylistRules.Namespace(request.Namespace, options.Value);
        if ((name.Refusal ?? description.Refusal ?? space.Refusal ?? refused) is { } refusal)
            return refusal;
        var draft = new Playlist
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Namespace = space.Value,
            Name = name.Value,
            Description = description.Value,
            Visibility = request.Visibility ?? PlaylistVisibility.Shared,
            OwnerId = caller.UserId,
            CreatedBy = caller.UserName,
            Items = request.Items,
        };
        return await store.CreateAsync(draft, caller, change, cancel);
    }
}
