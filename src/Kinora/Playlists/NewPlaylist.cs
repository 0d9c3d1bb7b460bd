using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;
using Microsoft.Extensions.Options;

namespace Kinora.Playlists;

/// <summary>Makes playlists, whatever they come from: an editor, a copy, a marathon or a file.</summary>
internal sealed class NewPlaylist(PlaylistStore store, ICatalogue catalogue, TimeProvider time, IOptions<PlaylistsOptions> options)
{
    public async Task<Outcome<Playlist>> MakeAsync(
        PlaylistRoutes.Request request, Caller caller, string change, string? forkedFrom, CancellationToken cancel)
    {
        var (name, description) = (PlaylistRules.Name(request.Name), PlaylistRules.Description(request.Description));
        var space = PlaylistRules.Namespace(request.Namespace, options.Value);
        if ((name.Refusal ?? description.Refusal ?? space.Refusal ?? PlaylistRules.Titles(request.Items, [], catalogue.Current, caller)) is { } refusal)
            return refusal;
        return await store.CreateAsync(Draft(name.Value, description.Value, space.Value, request, caller) with { ForkedFrom = forkedFrom }, caller, change, cancel);
    }

    /// <summary>A copy, with all that stands in it.</summary>
    public Task<Outcome<Playlist>> CopyAsync(Playlist original, string name, Caller caller, CancellationToken cancel) => store.CreateAsync(
        original with
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Name = name,
            OwnerId = caller.UserId,
            CreatedBy = caller.UserName,
            ForkedFrom = original.Id,
        },
        caller, $"copied from '{original.Name}'", cancel);

    private Playlist Draft(string name, string? description, string space, PlaylistRoutes.Request request, Caller caller) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
        Namespace = space,
        Name = name,
        Description = description,
        Visibility = request.Visibility ?? PlaylistVisibility.Shared,
        OwnerId = caller.UserId,
        CreatedBy = caller.UserName,
        Items = request.Items,
    };
}
