namespace Kinora.Platform.Security;

/// <summary>What an account may do; each includes those before it.</summary>
internal enum Role
{
    Viewer,
    Blessed,
    Admin,
}

/// <summary>Who asks: taken from the credential alone, never from a body.</summary>
/// <param name="UserId">UUIDv7 text.</param>
/// <param name="UserName">As the person writes it.</param>
/// <param name="Role">Read at each request.</param>
/// <param name="ProfileId">Who is watching: the chosen profile of this user, else the default one.</param>
/// <param name="MaturityCeiling">Highest age rating that the profile may see; 18 means everything.</param>
/// <param name="Kids">Whether the profile is a kids profile: neither admin nor social routes.</param>
/// <param name="Analyst">The flag that opens insights.</param>
/// <param name="ByCookie">Whether a browser's session signed this request; then a write needs the CSRF token.</param>
internal sealed record Caller(
    string UserId, string UserName, Role Role, string ProfileId, int MaturityCeiling, bool Kids, bool Analyst, bool ByCookie)
{
    public bool Is(Role role) => Role >= role && (role == Role.Viewer || !Kids);

    /// <summary>Lets an endpoint take a <see cref="Caller"/> as a parameter; the gate has seen to it that there is one.</summary>
    public static ValueTask<Caller?> BindAsync(Microsoft.AspNetCore.Http.HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>());
}
