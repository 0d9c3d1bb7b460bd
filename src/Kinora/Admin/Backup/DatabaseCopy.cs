using System.Diagnostics;
using Kinora.Platform;
using Kinora.Platform.Database;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kinora.Admin.Backup;

/// <summary>One state of the database as a file, taken while others write, and put back.</summary>
internal static class DatabaseCopy
{
    public static string NameOf(DatabaseOptions options) => options.Engine == "sqlite" ? "kinora.db" : "kinora.pgdump";

    /// <summary>SQLite: its own copy in one read transaction, then checked whole. PostgreSQL: <c>pg_dump</c>, which reads one snapshot.</summary>
    public static async Task<Refusal?> TakeAsync(DataFolder folder, DatabaseOptions options, string target, CancellationToken cancel)
    {
        if (options.Engine != "sqlite")
            return await RunAsync("pg_dump", options, ["--format=custom", "--no-owner", .. await AsAsync(options, cancel), $"--file={target}"], cancel);
        await using (var source = Open(folder.Database))
        {
            await using var command = source.CreateCommand();
            command.CommandText = "vacuum into $target";
            command.Parameters.AddWithValue("$target", target);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancel);
        }

        return Damage(target);
    }

    /// <summary>Who sees every row: a superuser, else the role that has a policy for it.</summary>
    private static async Task<string[]> AsAsync(DatabaseOptions options, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Owner(options));
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("select rolsuper or rolbypassrls from pg_roles where rolname = current_user", connection);
        return await command.ExecuteScalarAsync(cancel) is true ? [] : ["--enable-row-security", $"--role={RowSecurity.Service}"];
    }

    /// <summary>Into a PostgreSQL database, whole or not at all.</summary>
    public static Task<Refusal?> PutBackAsync(DatabaseOptions options, string dump, CancellationToken cancel) => RunAsync(
        "pg_restore", options,
        ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", $"--dbname={new NpgsqlConnectionStringBuilder(Owner(options)).Database}", dump],
        cancel);

    /// <summary>Why a SQLite file is not to be trusted, or is no library; null where nothing is wrong with it.</summary>
    public static Refusal? Damage(string file)
    {
        var found = "it is no database";
        try
        {
            found = Ask(file, "pragma integrity_check(1)") as string ?? found;
            if (found == "ok")
                MigrationsIn(file);
        }
        catch (SqliteException fault)
        {
            found = fault.Message;
        }

        return found == "ok" ? null : new Refusal(RefusalKind.Invalid, "database-damaged", $"The database's file is damaged: {found}.");
    }

    /// <summary>Steps that a SQLite file has taken.</summary>
    public static int MigrationsIn(string file) =>
        Convert.ToInt32(Ask(file, "select count(*) from migration"), System.Globalization.CultureInfo.InvariantCulture);

    private static object? Ask(string file, string question)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }

    private static SqliteConnection Open(string file)
    {
        SqliteNative.Load();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = false,
            Mode = SqliteOpenMode.ReadWrite,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static string? Owner(DatabaseOptions options) =>
        string.IsNullOrEmpty(options.OwnerConnectionString) ? options.ConnectionString : options.OwnerConnectionString;

    /// <summary>The password goes by the environment: arguments are seen by everybody on the machine.</summary>
    private static async Task<Refusal?> RunAsync(string program, DatabaseOptions options, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var where = new NpgsqlConnectionStringBuilder(Owner(options));
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PGHOST"] = where.Host;
        start.Environment["PGPORT"] = where.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = where.Username;
        start.Environment["PGDATABASE"] = where.Database;
        start.Environment["PGPASSWORD"] = where.Password;
        try
        {
            using var process = Process.Start(start)!;
            await using var stop = cancel.Register(process.Kill);
            var errors = await process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 ? null : new Refusal(RefusalKind.Unavailable, "database-tool-failed", $"{program} failed: {errors.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new Refusal(
                RefusalKind.Unavailable, "database-tool-missing", $"{program} is needed. Install PostgreSQL's client (Debian: apt-get install postgresql-client).");
        }
    }
}
