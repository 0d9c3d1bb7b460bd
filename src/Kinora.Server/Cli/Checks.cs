using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Kinora.Accounts;
using Kinora.Admin.Backup;
using Kinora.Platform;
using Kinora.Platform.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Kinora.Server.Cli;

/// <summary>The things that <c>kinora doctor</c> looks at. It changes nothing: a database that is not there is not made.</summary>
internal static class Checks
{
    private const long LittleSpace = 100L << 20;

    private const long EnoughSpace = 1L << 30;

    private static readonly Version OldestSqlite = new(3, 37);

    public static async IAsyncEnumerable<Check> RunAsync(ParseResult parsed, [EnumeratorCancellation] CancellationToken cancel)
    {
        var folder = new DataFolder(CommonOptions.Folder(parsed));
        yield return Sqlite();
        yield return Writable(folder);
        yield return Space(folder);
        yield return Assets();
        Check? unreadable = null;
        CommandHost? host = null;
        try
        {
            host = CommandHost.Make(folder.Path);
            host.Get<IStartupValidator>().Validate();
        }
        catch (Exception fault)
        {
            unreadable = new Check("settings", CheckState.Failed, Message(fault), $"Correct {folder.File("settings.json")} or the KINORA__… variables.");
        }

        await using (host)
        {
            yield return unreadable ?? new Check("settings", CheckState.Ok, "valid");
            if (unreadable is not null)
                yield break;
            var database = host!.Get<IOptions<DatabaseOptions>>().Value;
            if (database.Engine == "sqlite" && !File.Exists(folder.Database))
            {
                yield return new Check("database", CheckState.Notice, "none yet", "'kinora serve' makes it.");
                yield break;
            }

            if (database.Engine == "sqlite" && DatabaseCopy.Damage(folder.Database) is { } damage)
            {
                yield return new Check("database", CheckState.Failed, damage.Detail, "Put a backup back: kinora restore FILE --replace.");
                yield break;
            }

            foreach (var check in await DatabaseAsync(host, cancel))
                yield return check;
        }
    }

    private static Check Sqlite() => Try("SQLite", "Install SQLite 3.37 or newer (Debian: apt-get install libsqlite3-0).", () =>
    {
        SqliteNative.Load();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var version = connection.ServerVersion;
        return System.Version.Parse(version) >= OldestSqlite
            ? new Check("SQLite", CheckState.Ok, version)
            : new Check("SQLite", CheckState.Failed, $"{version} is too old", "Install SQLite 3.37 or newer.");
    });

    private static Check Writable(DataFolder folder) => Try("data folder", $"Let the user that runs Kinora write to {folder.Path}.", () =>
    {
        Directory.CreateDirectory(folder.Path);
        var probe = folder.File($".probe-{Environment.ProcessId}");
        File.WriteAllText(probe, "kinora");
        File.Delete(probe);
        return new Check("data folder", CheckState.Ok, folder.Path);
    });

    private static Check Space(DataFolder folder) => Try("disk", null, () =>
    {
        var free = new DriveInfo(folder.Path).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1 << 30):N1} GB free");
        return free < LittleSpace
            ? new Check("disk", CheckState.Failed, text, "Make room: the database can't grow.")
            : new Check("disk", free < EnoughSpace ? CheckState.Notice : CheckState.Ok, text, free < EnoughSpace ? "Make room soon." : null);
    });

    private static Check Assets() => File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets", "manifest.json"))
        ? new Check("web assets", CheckState.Ok, "built")
        : new Check(
            "web assets", CheckState.Notice, "not built: the pages work, but feed, player and search while typing are reduced",
            "Install Node.js with npm and start by ./kinora: it builds them.");

    private static async Task<IReadOnlyList<Check>> DatabaseAsync(CommandHost host, CancellationToken cancel)
    {
        var db = host.Get<Db>();
        try
        {
            // A database before its first start with this version knows no other roles than its owner.
            using var acting = Acting.As(Actor.Owner);
            var newest = await db.ScalarAsync<long>("select max(applied_at) from migration", null, cancel);
            var applied = await db.ScalarAsync<long>("select count(*) from migration", null, cancel);
            if (applied >= Migrator.Known.Count)
                Acting.Become(Actor.System);
            var known = Migrator.Known.Count;
            var now = host.Get<TimeProvider>().GetUtcNow();
            return
            [
                new Check("database", CheckState.Ok, $"{db.Dialect.Name}, reachable"),
                applied < known
                    ? new Check("migrations", CheckState.Notice, $"{known - applied} to come", "The next start applies them.")
                    : applied > known
                        ? new Check("migrations", CheckState.Failed, "the database is newer than this program", "Install the newer version again.")
                        : new Check("migrations", CheckState.Ok, $"all {known}"),
                now.ToUnixTimeMilliseconds() < newest
                    ? new Check("clock", CheckState.Failed, $"{now:u} is before the last change of the database", "Set the clock (NTP).")
                    : new Check("clock", CheckState.Ok, $"{now:u}"),
                await db.ReadAsync(UserStore.WithoutAdminAsync, cancel)
                    ? new Check("admin", CheckState.Notice, "nobody is admin yet", "'kinora serve' prints a code that makes the first one.")
                    : new Check("admin", CheckState.Ok, "there is one"),
            ];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return
            [
                new Check(
                    "database", CheckState.Failed, Message(fault),
                    db.Dialect is PostgresDialect
                        ? "Start PostgreSQL, or correct Database:ConnectionString."
                        : "Restore the file from a backup, or move it away to begin anew."),
            ];
        }
    }

    private static Check Try(string name, string? remedy, Func<Check> look)
    {
        try
        {
            return look();
        }
        catch (Exception fault)
        {
            return new Check(name, CheckState.Failed, Message(fault), remedy);
        }
    }

    private static string Message(Exception fault) => fault is OptionsValidationException invalid
        ? string.Join(' ', invalid.Failures)
        : fault.GetBaseException().Message;
}
