using System.Net;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.SignIn;

/// <summary>The cookies of signing in. Pages and routes set them here, so that their flags are the same everywhere.</summary>
internal static class SignInCookies
{
    /// <summary>Holds the session's secret.</summary>
    public const string Session = "kin_session";

    /// <summary>Binds a one-time code to the browser that asked for it.</summary>
    public const string Otp = "kin_otp";

    /// <summary>How long browsers keep the cookie. When a session or a code ends is decided here, not there.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static void Begin(HttpContext context, SignedIn session)
    {
        context.Response.Cookies.Append(Session, session.Secret, Flags(context, Kept));
        context.Response.Cookies.Delete(Otp, Flags(context, null));
    }

    public static void Asked(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Otp, secret, Flags(context, TimeSpan.FromDays(1)));

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Session, Flags(context, null));

    /// <summary>Who is asking, as far as signing in needs to know.</summary>
    public static Browser Browser(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress;
        return new Browser(
            context.Request.Headers.UserAgent.ToString(),
            from?.ToString() ?? "",
            context.Request.Cookies[Otp] is { Length: > 0 } secret ? secret : null)
        {
            Network = ClientNetwork.Of(from),
            // A header that nobody has taken off comes from a proxy that the server was not told of: all its people share one address.
            CanBlock = from is not null && !IPAddress.IsLoopback(from) && !context.Request.Headers.ContainsKey("X-Forwarded-For"),
        };
    }

    private static CookieOptions Flags(HttpContext context, TimeSpan? kept) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = kept,
        IsEssential = true,
    };
}
