using System.ComponentModel.DataAnnotations;

namespace Kinora.Platform.Database;

/// <summary>Section <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>sqlite</c> (default: a file in the data folder) or <c>postgres</c>.</summary>
    [RegularExpression("^(sqlite|postgres)$", ErrorMessage = "Database:Engine must be 'sqlite' or 'postgres'.")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>PostgreSQL only: the connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// PostgreSQL only: the connection string of who owns the tables, used for migrations alone. Without it <see cref="ConnectionString"/>
    /// serves both.
    /// </summary>
    public string? OwnerConnectionString { get; set; }

    /// <summary>How long one statement may run, in seconds. Default 5.</summary>
    [Range(1, 600, ErrorMessage = "Database:StatementSeconds must be from 1 to 600.")]
    public int StatementSeconds { get; set; } = 5;

    /// <summary>
    /// SQLite's <c>synchronous</c>: <c>full</c> (default: what was acknowledged survives a power cut), <c>normal</c> or <c>off</c>
    /// (tests).
    /// </summary>
    [RegularExpression("^(full|normal|off)$", ErrorMessage = "Database:Synchronous must be 'full', 'normal' or 'off'.")]
    public string Synchronous { get; set; } = "full";

    /// <summary>SQLite: how long the write-ahead log may become, in MB, before readers are waited for to shorten it. Default 256.</summary>
    [Range(1, 65536, ErrorMessage = "Database:WalMegabytes must be from 1 to 65536.")]
    public int WalMegabytes { get; set; } = 256;
}
