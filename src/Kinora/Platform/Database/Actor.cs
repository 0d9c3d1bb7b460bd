using System.Text.Json;

namespace Kinora.Platform.Database;

/// <summary>
/// For whom statements run. PostgreSQL shows, and lets change, only the rows that this one may have (<see cref="RowSecurity"/>); on SQLite
/// the statements' own conditions are the guard.
/// </summary>
/// <param name="Role">The database role; null is the login itself, which owns the tables.</param>
/// <param name="Claims">JSON with the members of a token, <c>sub</c> above all; empty where nobody is named.</param>
internal sealed record Actor(string? Role, string Claims)
{
    /// <summary>No identity: nobody's rows.</summary>
    public static Actor Nobody { get; } = new(RowSecurity.Anonymous, "");

    /// <summary>The server's own work: jobs, events, finding out who asks. Each place says so, and why stands beside it.</summary>
    public static Actor System { get; } = new(RowSecurity.Service, "");

    /// <summary>Migrations, and nothing else.</summary>
    public static Actor Owner { get; } = new(null, "");

    /// <summary>An account: its own rows, and as an admin those that admins manage.</summary>
    public static Actor Person(string userId, bool admin)
    {
        var sub = JsonEncodedText.Encode(userId);
        return new Actor(RowSecurity.Person, admin
            ? $$$"""{"sub":"{{{sub}}}","role":"authenticated","app_metadata":{"role":"admin"}}"""
            : $$"""{"sub":"{{sub}}","role":"authenticated"}""");
    }
}

/// <summary>The one for whom the current flow of work runs. It flows into what is awaited and never out of it.</summary>
internal static class Acting
{
    private static readonly AsyncLocal<Actor?> Flow = new();

    /// <summary>Null where nobody has said: then the host's <see cref="ActsOtherwise"/> counts.</summary>
    public static Actor? Current => Flow.Value;

    /// <summary>From here to the end of the calling method, and in all that it calls.</summary>
    public static void Become(Actor actor) => Flow.Value = actor;

    /// <summary>Until it is disposed.</summary>
    public static Scope As(Actor actor)
    {
        var scope = new Scope(Flow.Value);
        Flow.Value = actor;
        return scope;
    }

    internal readonly struct Scope(Actor? before) : IDisposable
    {
        public void Dispose() => Flow.Value = before;
    }
}

/// <summary>Who acts where nothing says: nobody in a server; in a command, the operator at its console.</summary>
internal sealed record ActsOtherwise(Actor Actor);

/// <summary>On a route or a page: it needs rows of people before anybody is known, such as sign-in. It asks for nothing else.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ActsAsSystemAttribute : Attribute;
