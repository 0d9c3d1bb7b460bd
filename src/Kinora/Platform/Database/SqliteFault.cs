using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>What the engine answers where it is asked past the provider, thrown as the provider throws it.</summary>
internal static class SqliteFault
{
    public static SqliteException Of(sqlite3 handle, int code) =>
        new(raw.sqlite3_errmsg(handle).utf8_to_string(), code, raw.sqlite3_extended_errcode(handle));

    /// <summary>Throws where the engine says anything but yes.</summary>
    public static void Check(sqlite3 handle, int code)
    {
        if (code != raw.SQLITE_OK)
            throw Of(handle, code);
    }
}
