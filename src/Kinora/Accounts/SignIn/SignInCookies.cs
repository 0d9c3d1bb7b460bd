using System.Net;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.SignIn;

/// <summary>The cookies of signing in. Pages and routes set them here, so that their flags are the same everywhere.</summary>
internal static class SignInCookies
{
    /// <summary>Holds the session's secret.</summary>
    private const string Session = "kin_session";

    /// <summary>Binds a one-time code to the browser that asked for it.</summary>
    private const string Otp = "kin_otp";

    /// <summary>How long browsers keep the cookie. When a session or a code ends is decided here, not there.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static void Begin(HttpContext context, SignedIn session)
    {
        context.Response.Cookies.Append(Name(context, Session), session.Secret, Flags(context, Kept));
        context.Response.Cookies.Delete(Name(context, Otp), Flags(context, null));
    }

    public static void Asked(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name(context, Otp), secret, Flags(context, TimeSpan.FromDays(1)));

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Name(context, Session), Flags(context, null));

    /// <summary>The session's secret as the browser sent it; null or empty where it sent none.</summary>
    public static string? SessionOf(HttpContext context) => context.Request.Cookies[Name(context, Session)];

    /// <summary>
    /// By https with the prefix that no other host of the domain and no plain connection can set. Without TLS, on loopback and at home,
    /// browsers take no such name.
    /// </summary>
    private static string Name(HttpContext context, string name) => context.Request.IsHttps ? $"__Host-{name}" : name;

    /// <summary>Who is asking, as far as signing in needs to know.</summary>
    public static Browser Browser(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress;
        return new Browser(
            context.Request.Headers.UserAgent.ToString(),
            from?.ToString() ?? "",
            context.Request.Cookies[Name(context, Otp)] is { Length: > 0 } secret ? secret : null)
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
