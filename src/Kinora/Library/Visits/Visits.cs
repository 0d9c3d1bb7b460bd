using Kinora.Catalog.Contracts;
using Kinora.Library.Vault;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.Visits;

/// <summary>
/// Stays of a profile in the app. A visit ends when nothing was done for half an hour; "new since the last visit" compares with the one
/// before this, so that looking at what is new makes nothing old.
/// </summary>
internal sealed class Visits(Db db, ICatalogue catalogue, TimeProvider time)
{
    /// <summary>After so long without activity the next one begins a new visit: 30 min.</summary>
    public const long EndsAfterMs = 30L * 60_000;

    private const int Kept = 100;

    /// <summary>Something that was done.</summary>
    /// <param name="Action"><c>view</c> where a title was looked at; anything else is counted as done.</param>
    internal sealed record Activity(string? Action = null);

    internal sealed record Response(Visit? CurrentSession, IReadOnlyList<Visit> RecentSessions, DateTimeOffset? LastVisitTimestamp);

    internal sealed record Visit(
        string SessionId, DateTimeOffset StartedAt, DateTimeOffset LastActivityAt, int VideosViewed, int VideosWatched, int VideosCompleted,
        int ActionsPerformed, double DurationMinutes);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/user/visits/current", GetAsync).Needs(Role.Viewer).Produces<Response>();
        endpoints.MapPost("/api/user/activity", HandleActivityAsync).Needs(Role.Viewer).Produces<Response>();
    }

    private static async Task<IResult> GetAsync(Caller caller, Visits slice, CancellationToken cancel) =>
        Results.Json(await slice.OfAsync(caller.ProfileId, cancel));

    private static async Task<IResult> HandleActivityAsync(Activity? request, Caller caller, Visits slice, CancellationToken cancel)
    {
        await slice.TouchAsync(caller.ProfileId, request?.Action == "view", cancel);
        return Results.Json(await slice.OfAsync(caller.ProfileId, cancel));
    }

    /// <summary>Something was done: the visit goes on, or another one begins.</summary>
    public Task TouchAsync(string profileId, bool viewed, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            await tx.LockAsync($"library/visit/{profileId}");
            var (now, titles, view) = (Now, catalogue.Current.Count, viewed ? 1 : 0);
            await VaultMarks.MarkAsync(tx, profileId, VaultParts.Visits);
            if (await tx.ExecuteAsync(Touch, new { profileId, now, alive = now - EndsAfterMs, titles, view }) > 0)
                return;
            await tx.ExecuteAsync(Begin, new { profileId, id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), now, titles, view });
            await tx.ExecuteAsync(Trim, new { profileId, kept = Kept });
        },
        cancel);

    /// <summary>How many titles the catalogue had when the visit before this one was last alive; null where there was none.</summary>
    public async Task<int?> TitlesBeforeAsync(string profileId, CancellationToken cancel)
    {
        var last = await db.QueryAsync<Row>(Last, new { profileId, count = 2 }, cancel);
        var before = last.Count > 0 && last[0].AliveAt > Now - EndsAfterMs ? last.ElementAtOrDefault(1) : last.FirstOrDefault();
        return before?.Titles;
    }

    public async Task<Response> OfAsync(string profileId, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<Row>(Last, new { profileId, count = 21 }, cancel);
        var alive = rows.Count > 0 && rows[0].AliveAt > Now - EndsAfterMs;
        var before = rows.Skip(alive ? 1 : 0).Take(20).ToList();
        return new Response(
            alive ? rows[0].ToVisit() : null, [.. before.Select(row => row.ToVisit())],
            before.Count > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(before[0].AliveAt) : null);
    }

    /// <summary>The visit that goes on, and those before it, the newest first.</summary>
    public async Task<(VaultVisitNow? Now, List<VaultVisit> Before)> ForVaultAsync(string profileId, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<Row>(Last, new { profileId, count = Kept }, cancel);
        var alive = rows.Count > 0 && rows[0].AliveAt > Now - EndsAfterMs;
        return (alive ? rows[0].ToNow() : null, [.. rows.Skip(alive ? 1 : 0).Select(row => row.ToPast())]);
    }

    /// <summary>Visits of another installation; those that are there stay as they are.</summary>
    public static async Task EnterAsync(Tx tx, string profileId, IEnumerable<VaultVisit> visits)
    {
        foreach (var visit in visits)
        {
            await tx.ExecuteAsync(Enter, new
            {
                profileId,
                id = visit.SessionId,
                started = visit.StartedAt.ToUnixTimeMilliseconds(),
                alive = visit.EndedAt.ToUnixTimeMilliseconds(),
                titles = visit.XKinora?.Titles ?? 0,
                actions = visit.ActionsPerformed,
                viewed = visit.VideosViewed,
            });
        }

        await VaultMarks.MarkAsync(tx, profileId, VaultParts.Visits);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private const string Touch = """
        update visit set alive_at = @now, titles = @titles, actions = actions + 1, viewed = viewed + @view
        where profile_id = @profileId and alive_at > @alive
            and id = (select id from visit where profile_id = @profileId order by alive_at desc, id desc limit 1)
        """;

    private const string Begin = """
        insert into visit (profile_id, id, started_at, alive_at, titles, actions, viewed) values (@profileId, @id, @now, @now, @titles, 1, @view)
        """;

    private const string Enter = """
        insert into visit (profile_id, id, started_at, alive_at, titles, actions, viewed) values (@profileId, @id, @started, @alive, @titles, @actions, @viewed)
        on conflict do nothing
        """;

    private const string Trim = """
        delete from visit where profile_id = @profileId
            and id not in (select id from visit where profile_id = @profileId order by alive_at desc, id desc limit @kept)
        """;

    private const string Last = """
        select v.id, v.started_at, v.alive_at, v.titles, v.actions, v.viewed,
            (select cast(count(*) as integer) from play p where p.profile_id = v.profile_id and p.ended_at between v.started_at and v.alive_at) as watched,
            (select cast(count(*) as integer) from play p where p.profile_id = v.profile_id and p.completed and p.ended_at between v.started_at and v.alive_at) as completed
        from visit v where v.profile_id = @profileId order by v.alive_at desc, v.id desc limit @count
        """;

    private sealed record Row
    {
        public required string Id { get; init; }

        public required long StartedAt { get; init; }

        public required long AliveAt { get; init; }

        public required int Titles { get; init; }

        public required int Actions { get; init; }

        public required int Viewed { get; init; }

        public required int Watched { get; init; }

        public required int Completed { get; init; }

        public VaultVisitNow ToNow() => new(
            Id, DateTimeOffset.FromUnixTimeMilliseconds(StartedAt), DateTimeOffset.FromUnixTimeMilliseconds(AliveAt), Viewed, Actions, new VaultVisitMore(Titles));

        public VaultVisit ToPast() => new(
            Id, DateTimeOffset.FromUnixTimeMilliseconds(StartedAt), DateTimeOffset.FromUnixTimeMilliseconds(AliveAt),
            Math.Round((AliveAt - StartedAt) / 60_000.0, 2), Viewed, Watched, Completed, Actions, new VaultVisitMore(Titles));

        public Visit ToVisit() => new(
            Id, DateTimeOffset.FromUnixTimeMilliseconds(StartedAt), DateTimeOffset.FromUnixTimeMilliseconds(AliveAt), Viewed, Watched, Completed, Actions,
            Math.Round((AliveAt - StartedAt) / 60_000.0, 2));
    }
}
