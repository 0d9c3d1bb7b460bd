using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Discovery.Shared;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Tastes;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Tastes;

/// <summary>What is believed of the taste of one of my profiles, on what, and my corrections of it. They count from the next ranking on.</summary>
internal sealed class MyTaste(
    IProfiles accounts, ProfileStates profiles, IProfileVersions versions, SharedStates shared, ICatalogue catalogue, Db db, TimeProvider time)
{
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "profile-not-found", "You have no such profile.");

    /// <summary>The beliefs.</summary>
    /// <param name="ResetAt">What was before says nothing; null = all counts.</param>
    /// <param name="CanUndoReset">Whether the latest reset can be taken back.</param>
    internal sealed record Response(string ProfileId, DateTimeOffset? ResetAt, bool CanUndoReset, IReadOnlyList<Item> Beliefs);

    /// <summary>One belief.</summary>
    /// <param name="Name">What corrections call it: the genre's or mood's name, the creator's id, or a part of the week such as <c>weekday-20</c>.</param>
    /// <param name="Label">What people call it, where that is something else.</param>
    /// <param name="Strength">From 0 to 1: how dear it is; of a part of the week, how much of what was watched fell into it.</param>
    /// <param name="Usual">What the strength is where nothing is known.</param>
    /// <param name="MostWatched">Of a part of the week: the genre that was watched most in it.</param>
    /// <param name="Stated">What the preferences say of a genre: <c>liked</c> or <c>avoided</c>.</param>
    internal sealed record Item(
        TasteFacet Facet, string Name, string? Label, double Strength, double Usual, Signs From, string? MostWatched, string? Stated, bool Followed,
        CorrectionKind? Correction, DateTimeOffset? CorrectedAt);

    /// <summary>What a belief stands on.</summary>
    internal sealed record Signs(int Viewings, int Completed, int Liked, int Skipped, int Opened);

    internal sealed record Request
    {
        public TasteFacet? Facet { get; init; }

        /// <summary>As the list names it.</summary>
        public string? Name { get; init; }

        /// <summary>Null takes the correction back.</summary>
        public CorrectionKind? Correction { get; init; }
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/profiles/{id}/taste", GetAsync).Needs(Role.Viewer);
        endpoints.MapPatch("/api/profiles/{id}/taste", PatchAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/profiles/{id}/taste", DeleteAsync).Needs(Role.Viewer);
        endpoints.MapPost("/api/profiles/{id}/taste/undo", UndoAsync).Needs(Role.Viewer);
    }

    /// <summary>What is believed of one's taste, the strongest first.</summary>
    private static async Task<IResult> GetAsync(string id, Caller caller, MyTaste slice, CancellationToken cancel) =>
        (await slice.OfAsync(id, caller, cancel)).ToHttp();

    /// <summary>Corrects one belief, or takes its correction back; answers what is believed then.</summary>
    private static async Task<IResult> PatchAsync(string id, Request request, Caller caller, MyTaste slice, CancellationToken cancel) =>
        await slice.CorrectAsync(id, request, caller, cancel) is { Refusal: { } refusal } ? refusal.ToHttp() : (await slice.OfAsync(id, caller, cancel)).ToHttp();

    /// <summary>Begins anew: what was before says nothing any more. It can be undone until the next time.</summary>
    private static async Task<IResult> DeleteAsync(string id, Caller caller, MyTaste slice, CancellationToken cancel) =>
        (await slice.ResetAsync(id, caller, cancel)).ToHttp();

    /// <summary>Takes the latest reset back.</summary>
    private static async Task<IResult> UndoAsync(string id, Caller caller, MyTaste slice, CancellationToken cancel) =>
        (await slice.UndoResetAsync(id, caller, cancel)).ToHttp();

    public async Task<Outcome<Response>> OfAsync(string id, Caller caller, CancellationToken cancel)
    {
        // Load
        if (await FindAsync(id, caller, cancel) is not { } profile)
            return NotFound;
        var (snapshot, now) = (catalogue.Current, time.GetUtcNow().ToUnixTimeMilliseconds());
        var rows = await db.ReadAsync(session => TasteStore.ReadAsync(session, id), cancel);
        var reset = await db.ReadAsync(session => ProfileStore.ResetOfAsync(session, id), cancel);
        using var held = id == caller.ProfileId ? await profiles.HoldAsync(caller, cancel) : await profiles.HoldAsync(id, cancel);
        await held.CatchUpAsync(cancel);

        // Decide
        var taste = Taste.Of(snapshot.Columns, held.State, shared.Current, now);
        var beliefs = Beliefs.Of(snapshot.Columns, held.State, taste, now, title => snapshot.MayLookAt(title, caller));
        var said = rows.Where(row => row.At >= held.State.ResetAt).ToDictionary(row => (row.Facet, row.Name));
        var followed = held.State.Followed.With(1).ToHashSet();
        // A creator whose titles the viewer may not look at is not named either, however they came to be followed.
        beliefs.RemoveAll(belief => belief.Facet == TasteFacet.Creator && !TasteNames.MayName(belief.Number, snapshot, caller));
        return new Response(id, reset is { At: > 0 } ? Time(reset.At) : null, reset is { BeforeAt: not null }, beliefs.ConvertAll(Show));

        Item Show(Belief belief)
        {
            var name = TasteNames.Of(belief.Facet, belief.Number, snapshot);
            var row = said.GetValueOrDefault((Word(belief.Facet), name));
            return new Item(
                belief.Facet, name, belief.Facet == TasteFacet.Creator ? snapshot.Creators.NameOf(belief.Number) : null, Math.Round(belief.Strength, 4),
                Math.Round(belief.Usual, 4), new Signs(belief.Signs.Viewings, belief.Signs.Completed, belief.Signs.Liked, belief.Signs.Skipped, belief.Signs.Opened),
                belief.Genre < 0 ? null : snapshot.Words.Genres[belief.Genre], belief.Facet == TasteFacet.Genre ? StatedOf(profile, name) : null,
                belief.Facet == TasteFacet.Creator && followed.Contains(belief.Number),
                row is null ? null : Enum.Parse<CorrectionKind>(row.Correction, ignoreCase: true), row is null ? null : Time(row.At));
        }
    }

    public async Task<Outcome<Done>> CorrectAsync(string id, Request request, Caller caller, CancellationToken cancel)
    {
        if (await FindAsync(id, caller, cancel) is null)
            return NotFound;
        if (request.Facet is not { } facet)
            return new Refusal(RefusalKind.Invalid, "facet-missing", "genre, creator, hour or mood.", "facet");
        if (string.IsNullOrEmpty(request.Name) || !TasteNames.TryNumber(facet, request.Name, catalogue.Current, out _))
            return new Refusal(RefusalKind.Invalid, "taste-unknown", "Nothing of that name is known: take a name as GET lists it.", "name");
        var correction = request.Correction?.ToString().ToLowerInvariant();
        await MoveAsync(id, tx => TasteStore.SayAsync(tx, id, Word(facet), request.Name, correction, Now), cancel);
        return default(Done);
    }

    public async Task<Outcome<Response>> ResetAsync(string id, Caller caller, CancellationToken cancel)
    {
        if (await FindAsync(id, caller, cancel) is null)
            return NotFound;
        await MoveAsync(
            id,
            async (tx, version) =>
            {
                if (await ProfileStore.ResetOfAsync(tx, id) is { } before)
                    await TasteStore.SweepAsync(tx, id, before.At);
                await ProfileStore.ResetAsync(tx, id, version, Now);
            },
            cancel);
        return await OfAsync(id, caller, cancel);
    }

    public async Task<Outcome<Response>> UndoResetAsync(string id, Caller caller, CancellationToken cancel)
    {
        if (await FindAsync(id, caller, cancel) is null)
            return NotFound;
        var undone = 0;
        await MoveAsync(id, async (tx, version) => undone = await ProfileStore.UndoResetAsync(tx, id, version), cancel);
        return undone == 0 ? new Refusal(RefusalKind.Conflict, "nothing-to-undo", "There is no reset to take back.") : await OfAsync(id, caller, cancel);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<long> MoveAsync(string id, Func<Tx, Task> write, CancellationToken cancel) => MoveAsync(id, (tx, _) => write(tx), cancel);

    /// <summary>Moving the version first puts writers of one profile in a line, and lets every process read the correction before it ranks again.</summary>
    private Task<long> MoveAsync(string id, Func<Tx, long, Task> write, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            var version = await versions.MoveAsync(tx, id);
            await write(tx, version);
            return version;
        },
        cancel);

    /// <summary>A kids profile looks at itself alone.</summary>
    private async Task<Profile?> FindAsync(string id, Caller caller, CancellationToken cancel) =>
        await accounts.FindAsync(id, cancel) is { } profile && profile.UserId == caller.UserId && (!caller.Kids || id == caller.ProfileId) ? profile : null;

    private static string? StatedOf(Profile profile, string genre) =>
        profile.Preferences.GenresAvoided.Contains(genre, StringComparer.OrdinalIgnoreCase) ? "avoided"
        : profile.Preferences.GenresLiked.Contains(genre, StringComparer.OrdinalIgnoreCase) ? "liked" : null;

    private static string Word(TasteFacet facet) => facet.ToString().ToLowerInvariant();

    private static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
