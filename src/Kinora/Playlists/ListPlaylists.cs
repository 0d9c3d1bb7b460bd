using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.Extensions.Options;

namespace Kinora.Playlists;

/// <summary>Playlists that a caller finds in a namespace, by name.</summary>
internal sealed class ListPlaylists(PlaylistStore store, Cursors cursors, IOptions<PlaylistsOptions> options)
{
    public const string Mine = "mine";
    public const string Others = "others";

    /// <summary>What is asked for.</summary>
    /// <param name="Q">Part of the name.</param>
    /// <param name="Namespace">The first one where missing.</param>
    /// <param name="Whose"><c>mine</c>, <c>others</c>, or all where missing.</param>
    internal sealed record Question(string? Q = null, string? Namespace = null, string? Whose = null);

    public async Task<Outcome<Page<Playlist>>> RunAsync(Question question, Paged page, Caller caller, CancellationToken cancel)
    {
        var space = PlaylistRules.Namespace(question.Namespace, options.Value);
        if (space.Refusal is { } refusal)
            return refusal;
        if (question.Q?.Length > Playlist.LongestName)
            return new Refusal(RefusalKind.Invalid, "too-long", $"'q' takes at most {Playlist.LongestName} characters.", "q");
        if (question.Whose is not (null or Mine or Others))
            return new Refusal(RefusalKind.Invalid, "parameter-invalid", $"One of: {Mine}, {Others}.", "whose");
        var (text, total) = (string.IsNullOrWhiteSpace(question.Q) ? null : question.Q.Trim(), 0L);
        var found = await cursors.PageAsync<Playlist, PlaylistPlace>(
            page, caller.UserId,
            async (after, limit) =>
            {
                (var items, total) = await store.ListAsync(space.Value, text, question.Whose, caller, after, limit, cancel);
                return items;
            },
            playlist => new PlaylistPlace(PlaylistNames.Key(playlist.Name), playlist.Id));
        return found.Then(items => items with { Total = total });
    }
}
