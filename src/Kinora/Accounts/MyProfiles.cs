using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts;

/// <summary>My profiles and what each has chosen.</summary>
internal sealed class MyProfiles(IProfiles profiles)
{
    private static readonly Refusal KidsKeep = new(
        RefusalKind.Forbidden, "kids-profile", "A kids profile cannot change its ceiling.", "maturity_ceiling");

    private static readonly Refusal KidsShareNothing = new(
        RefusalKind.Forbidden, "kids-profile", "What a kids profile does never counts for others.", "share_engagement");

    /// <summary>One of my profiles.</summary>
    /// <param name="Current">Whether this request is made for it.</param>
    internal sealed record Item(string Id, string Name, string Avatar, bool Kids, int MaturityCeiling, bool Current, DateTimeOffset CreatedAt);

    internal sealed record Response(IReadOnlyList<Item> Items);

    /// <summary>What is absent or null stays, but for the language: there, an empty text means "any".</summary>
    internal sealed record Request(
        IReadOnlyList<string>? GenresLiked = null, IReadOnlyList<string>? GenresAvoided = null, string? PreferredLanguage = null,
        int? MaturityCeiling = null, double? DefaultPlaybackSpeed = null, double? AutoMarkCompletedThreshold = null,
        int? DailyLearningGoalMinutes = null, IReadOnlyList<string>? PriorityTopics = null, string? TimeZone = null,
        bool? NotificationsEnabled = null, bool? ShareEngagement = null, bool? ShareInHousehold = null, Dials? Dials = null);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/profiles", HandleListAsync).Needs(Role.Viewer);
        endpoints.MapGet("/api/profiles/{id}/preferences", GetAsync).Needs(Role.Viewer);
        endpoints.MapPut("/api/profiles/{id}/preferences", PutAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> HandleListAsync(Caller caller, MyProfiles slice, CancellationToken cancel) =>
        Results.Json(await slice.ListAsync(caller, cancel));

    private static async Task<IResult> GetAsync(string id, Caller caller, MyProfiles slice, CancellationToken cancel) =>
        (await slice.FindAsync(caller, id, cancel)).Then(profile => profile.Preferences).ToHttp();

    private static async Task<IResult> PutAsync(string id, Request request, Caller caller, MyProfiles slice, CancellationToken cancel) =>
        (await slice.ChangeAsync(caller, id, request, cancel)).ToHttp();

    public async Task<Response> ListAsync(Caller caller, CancellationToken cancel) => new(
    [
        .. from profile in await profiles.OfUserAsync(caller.UserId, cancel)
           select Show(profile, caller),
    ]);

    public static Item Show(Profile profile, Caller caller) => new(
        profile.Id, profile.Name, profile.Avatar, profile.Kids, profile.Preferences.MaturityCeiling, profile.Id == caller.ProfileId,
        profile.CreatedAt);

    /// <summary>One of the caller's own profiles.</summary>
    public async Task<Outcome<Profile>> FindAsync(Caller caller, string id, CancellationToken cancel) =>
        await profiles.FindAsync(id, cancel) is { } profile && profile.UserId == caller.UserId ? profile : ProfileStore.NotFound;

    public async Task<Outcome<Preferences>> ChangeAsync(Caller caller, string id, Request request, CancellationToken cancel)
    {
        var found = await FindAsync(caller, id, cancel);
        if (found.Refusal is { } notFound)
            return notFound;
        if (caller.Kids && id != caller.ProfileId)
            return ProfileRules.Kids;
        if (caller.Kids && request.MaturityCeiling is not null)
            return KidsKeep;
        return found.Value.Kids && request.ShareEngagement == true
            ? KidsShareNothing
            : await profiles.ChangePreferencesAsync(id, now => Merge(now, request), cancel);
    }

    public static Preferences Merge(Preferences now, Request request) => new()
    {
        GenresLiked = request.GenresLiked ?? now.GenresLiked,
        GenresAvoided = request.GenresAvoided ?? now.GenresAvoided,
        PreferredLanguage = request.PreferredLanguage is { } language ? (language.Length == 0 ? null : language) : now.PreferredLanguage,
        MaturityCeiling = request.MaturityCeiling ?? now.MaturityCeiling,
        DefaultPlaybackSpeed = request.DefaultPlaybackSpeed ?? now.DefaultPlaybackSpeed,
        AutoMarkCompletedThreshold = request.AutoMarkCompletedThreshold ?? now.AutoMarkCompletedThreshold,
        DailyLearningGoalMinutes = request.DailyLearningGoalMinutes ?? now.DailyLearningGoalMinutes,
        PriorityTopics = request.PriorityTopics ?? now.PriorityTopics,
        TimeZone = request.TimeZone ?? now.TimeZone,
        NotificationsEnabled = request.NotificationsEnabled ?? now.NotificationsEnabled,
        ShareEngagement = request.ShareEngagement ?? now.ShareEngagement,
        ShareInHousehold = request.ShareInHousehold ?? now.ShareInHousehold,
        Dials = request.Dials ?? now.Dials,
    };
}
