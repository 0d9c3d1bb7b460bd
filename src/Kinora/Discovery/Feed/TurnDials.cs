using Kinora.Accounts.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Discovery.Feed;

/// <summary>How far from the known the feed goes, as the person sets it. Counts from the next page on.</summary>
internal static class TurnDials
{
    internal sealed record Request
    {
        public DialMode? Mode { get; init; }
    }

    internal sealed record Response(DialMode Mode);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/feed/dials", ReadAsync).Needs(Role.Viewer);
        endpoints.MapPut("/api/feed/dials", TurnAsync).Needs(Role.Viewer);
    }

    private static async Task<IResult> ReadAsync(Caller caller, IProfiles profiles, CancellationToken cancel)
    {
        var profile = await profiles.FindAsync(caller.ProfileId, cancel);
        return Results.Json(new Response(profile?.Preferences.Dials.Mode ?? DialMode.Balanced));
    }

    private static async Task<IResult> TurnAsync(
        Request request, Caller caller, IProfiles profiles, IProfileVersions versions, Db db, CancellationToken cancel)
    {
        if (request.Mode is not { } mode)
            return new Refusal(RefusalKind.Invalid, "mode-missing", "familiar, balanced, explore or chronological.", "mode").ToHttp();
        var changed = await profiles.ChangePreferencesAsync(
            caller.ProfileId, preferences => preferences with { Dials = preferences.Dials with { Mode = mode } }, cancel);
        if (changed.Refusal is { } refusal)
            return refusal.ToHttp();
        await db.TransactAsync(tx => versions.MoveAsync(tx, caller.ProfileId), cancel);
        return Results.Json(new Response(mode));
    }
}
