using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.History;

/// <summary>What was watched, the newest first, play by play; searched by the words of titles and creators.</summary>
internal sealed class ListHistory(Db db, IProfiles profiles, ICatalogue catalogue, Cursors cursors)
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/user/history", HandleAsync).Needs(Role.Viewer).Produces<Page<PlayReply>>();

    private static async Task<IResult> HandleAsync(string? q, Paged page, Caller caller, ListHistory slice, CancellationToken cancel) =>
        (await slice.RunAsync(caller, q, page, cancel)).ToHttp();

    /// <summary>Refused as the cursor is.</summary>
    public async Task<Outcome<Page<PlayReply>>> RunAsync(Caller caller, string? words, Paged page, CancellationToken cancel)
    {
        var (snapshot, zone) = (catalogue.Current, await profiles.ZoneOfAsync(caller.ProfileId, cancel));
        var like = string.IsNullOrWhiteSpace(words) ? null : $"%{ListStates.Escape(words.Trim().ToLowerInvariant())}%";
        var where = "profile_id = @profileId" + (like is null ? "" : @" and words like @like escape '\'");
        var found = await cursors.PageAsync<PlayRow, TimePlace>(
            page, caller.ProfileId,
            (after, count) => db.QueryAsync<PlayRow>(
                $"select {PlayRow.Columns} from play where {where} {(after is null ? "" : After)} order by ended_at desc, id desc limit @count",
                new { profileId = caller.ProfileId, like, at = after?.At, key = after?.Key, count }, cancel),
            last => new TimePlace(last.EndedAt, last.Id));
        if (found.Refusal is { } refusal)
            return refusal;
        var total = caller.MaturityCeiling >= TitleAccess.Everything
            ? await db.ScalarAsync<long>($"select count(*) from play where {where}", new { profileId = caller.ProfileId, like }, cancel)
            : (long?)null;
        var shown = found.Value.Items.Where(play => snapshot.IsThere(play.TitleId, caller)).Select(play => PlayReply.Of(play, zone, snapshot));
        return new Page<PlayReply>([.. shown], found.Value.NextCursor, total);
    }

    private const string After = "and (ended_at < @at or (ended_at = @at and id < @key))";
}
