using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.SignIn;

/// <summary>What every way of signing in answers; the session itself is in the cookie.</summary>
/// <param name="DeletedAt">When the account will be deleted, where its owner asked for that; <c>DELETE /api/me/deletion</c> keeps it.</param>
internal sealed record SignedInResponse(
    string SessionId, string UserId, string Name, Role Role, string ProfileId, DateTimeOffset ExpiresAt, DateTimeOffset? DeletedAt);

internal static class SignedInAnswers
{
    /// <summary>Sets the cookie and answers who is in.</summary>
    public static IResult Begin(this SignedIn session, HttpContext context)
    {
        SignInCookies.Begin(context, session);
        var user = session.User;
        return Results.Json(
            new SignedInResponse(session.Id, user.Id, user.Name, user.Role, user.DefaultProfileId, session.ExpiresAt, session.DeletedAt));
    }
}
