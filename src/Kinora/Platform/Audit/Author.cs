namespace Kinora.Platform.Audit;

/// <summary>Who acts, for the audit log: known to everything that a request or a command does.</summary>
/// <param name="UserId">Null where no account acts.</param>
/// <param name="Name">The user's name, <c>command line</c> or <c>server</c>.</param>
/// <param name="RequestId">The id that the reply and the logs carry.</param>
/// <param name="Address">From where.</param>
internal sealed record Author(string? UserId, string Name, string? RequestId = null, string? Address = null)
{
    private static readonly AsyncLocal<Author?> Flow = new();

    public static Author CommandLine { get; } = new(null, "command line");

    private static Author Server { get; } = new(null, "server");

    /// <summary>
    /// Who acts here and now; the server itself where nobody else does. Ask before a transaction begins: its work may run elsewhere.
    /// </summary>
    public static Author Current
    {
        get => Flow.Value ?? Server;
        set => Flow.Value = value;
    }
}
