using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Accounts;

/// <summary>Makes, changes and removes one's profiles, and says which of them watches in this session.</summary>
internal sealed class EditProfiles(ProfileStore store, SessionStore sessions)
{
    private static readonly Refusal NoSession = new(
        RefusalKind.Conflict, "session-missing", "A token has no session. Send the header X-Profile with each request instead.");

    /// <summary>A profile to be made.</summary>
    /// <param name="MaturityCeiling">Absent: 7 for a kids profile, else 18.</param>
    internal sealed record AddRequest(string? Name, string? Avatar = null, bool Kids = false, int? MaturityCeiling = null);

    /// <summary>What is absent stays; a profile that becomes a kids profile keeps a ceiling below 7, else it gets 7.</summary>
    internal sealed record ChangeRequest(string? Name = null, string? Avatar = null, bool? Kids = null, int? MaturityCeiling = null);

    internal sealed record SwitchRequest(string? ProfileId);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/profiles", HandleAddAsync).Needs(Role.Viewer).Idempotent();
        endpoints.MapGet("/api/profiles/{id}", GetAsync).Needs(Role.Viewer);
        endpoints.MapPatch("/api/profiles/{id}", HandleChangeAsync).Needs(Role.Viewer);
        endpoints.MapDelete("/api/profiles/{id}", HandleRemoveAsync).Needs(Role.Viewer);
        endpoints.MapPut("/api/auth/session/profile", HandleSwitchAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, MyProfiles slice, CancellationToken cancel) =>
        (await slice.FindAsync(caller, id, cancel)).Then(profile => MyProfiles.Show(profile, caller)).ToHttp();

    private static async Task<IResult> HandleAddAsync(AddRequest request, Caller caller, EditProfiles slice, CancellationToken cancel) =>
        (await slice.AddAsync(caller, request, cancel))
        .ToHttp(profile => Results.Json(MyProfiles.Show(profile, caller), statusCode: StatusCodes.Status201Created));

    private static async Task<IResult> HandleChangeAsync(
        string id, ChangeRequest request, Caller caller, EditProfiles slice, CancellationToken cancel) =>
        (await slice.ChangeAsync(caller, id, request, cancel)).Then(profile => MyProfiles.Show(profile, caller)).ToHttp();

    private static async Task<IResult> HandleRemoveAsync(string id, Caller caller, EditProfiles slice, CancellationToken cancel) =>
        (await slice.RemoveAsync(caller, id, cancel)).ToHttp();

    private static async Task<IResult> HandleSwitchAsync(
        SwitchRequest request, Caller caller, EditProfiles slice, HttpContext context, CancellationToken cancel) =>
        (await slice.SwitchAsync(caller, context.Features.Get<CurrentSession>()?.Id, request.ProfileId ?? "", cancel)).ToHttp();

    public async Task<Outcome<Profile>> AddAsync(Caller caller, AddRequest request, CancellationToken cancel)
    {
        if (caller.Kids)
            return ProfileRules.Kids;
        return ProfileRules.Check(request.Name ?? "", request.Avatar, request.MaturityCeiling) is { } wrong
            ? wrong
            : await store.AddAsync(caller.UserId, request, cancel);
    }

    public async Task<Outcome<Profile>> ChangeAsync(Caller caller, string id, ChangeRequest request, CancellationToken cancel)
    {
        if (caller.Kids)
            return ProfileRules.Kids;
        return ProfileRules.Check(request.Name, request.Avatar, request.MaturityCeiling) is { } wrong
            ? wrong
            : await store.ChangeAsync(caller.UserId, id, request, cancel);
    }

    public async Task<Outcome<Done>> RemoveAsync(Caller caller, string id, CancellationToken cancel) =>
        caller.Kids ? ProfileRules.Kids : await store.RemoveAsync(caller.UserId, id, cancel);

    public async Task<Outcome<Done>> SwitchAsync(Caller caller, string? session, string profileId, CancellationToken cancel)
    {
        if (session is null)
            return NoSession;
        return await sessions.WatchAsAsync(caller.UserId, session, profileId, cancel) ? default(Done) : ProfileStore.NotFound;
    }
}
