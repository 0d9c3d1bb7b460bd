using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>Faults of a database that are nobody's error in the code: it is away, busy or full.</summary>
internal static class DbFaults
{
    /// <summary>ENOSPC: a file beside the database, such as an upload, found no room either.</summary>
    private const int NoSpace = 28;

    /// <summary>character_not_in_repertoire: a text with U+0000. What was sent is at fault, not the database.</summary>
    private const string NoText = "22021";

    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Null where the fault is one of ours.</summary>
    public static Refusal? Of(Exception fault) => fault is PostgresException { SqlState: NoText }
        ? new(RefusalKind.Invalid, "control-character", "A text holds the character U+0000: leave it out.")
        : Named(fault) is { } refusal
        ? refusal with { More = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after"] = Seconds(refusal.Code) } }
        : null;

    /// <summary>Room is made by a person; the rest passes by itself.</summary>
    private static int Seconds(string code) => code == "disk-full" ? 60 : 2;

    private static Refusal? Named(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } or PostgresException { SqlState: PostgresErrorCodes.DiskFull }
            or IOException { HResult: NoSpace or NoSpaceOnWindows } =>
            new(RefusalKind.Unavailable, "disk-full", "There is no room left for the database. Nothing was changed."),
        TimeoutException or SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } =>
            new(RefusalKind.Unavailable, "database-slow", "The database took too long. Try again shortly."),
        SqliteException { SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY } or DbException { IsTransient: true } =>
            new(RefusalKind.Unavailable, "database-unavailable", "The database can't be reached. Try again shortly."),
        _ => null,
    };
}
