using System.CommandLine;
using System.Globalization;
using Kinora.Admin.Backup;
using Kinora.Platform;
using Kinora.Platform.Database;
using Microsoft.Extensions.Options;

namespace Kinora.Server.Cli;

/// <summary>One file that holds everything, and the way back.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string?> Target = new("FILE")
    {
        Description = "Where to (default: a file named by the time, in the data folder's 'backups')",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<FileInfo> Source = new Argument<FileInfo>("FILE") { Description = "A file that 'kinora backup' made" }.AcceptExistingOnly();

    private static readonly Option<bool> Replace = new("--replace")
    {
        Description = "Where there is a library already: set it aside and put the backup in its place",
    };

    public static Command Make()
    {
        var command = new Command("backup", "Write everything into one file, also while the server runs") { Target };
        command.SetAction(MakeAsync);
        return command;
    }

    public static Command MakeRestore()
    {
        var command = new Command("restore", "Put a backup back, with the server stopped") { Source, Replace };
        command.SetAction(RestoreAsync);
        return command;
    }

    private static async Task<int> MakeAsync(ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        await using var host = CommandHost.Make(CommonOptions.Folder(parsed));
        var options = host.Get<IOptions<DatabaseOptions>>().Value;
        var folder = host.Get<DataFolder>();
        if (options.Engine == "sqlite" && !File.Exists(folder.Database))
            return output.Refused(new Refusal(RefusalKind.NotFound, "no-library", $"There is no library in {folder.Path}. Name its folder by --data DIR."));
        // PostgreSQL's copy is read by the role that sees every row.
        await host.Get<RowSecurity>().ApplyAsync(cancel);
        var migrations = await host.Get<Db>().ScalarAsync<long>("select count(*) from migration", null, cancel);
        return output.Finish(
            await new Backups(folder, options, host.Get<TimeProvider>()).MakeAsync(parsed.GetValue(Target), (int)migrations, cancel),
            (writer, made) => writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made.File} ({made.Bytes / 1e6:N1} MB)")));
    }

    private static async Task<int> RestoreAsync(ParseResult parsed, CancellationToken cancel)
    {
        var output = Output.Of(parsed);
        var folder = CommonOptions.Folder(parsed);
        DatabaseOptions options;
        await using (var host = CommandHost.Make(folder))
        {
            options = host.Get<IOptions<DatabaseOptions>>().Value;
            // The policies that come back name roles.
            await host.Get<RowSecurity>().ApplyAsync(cancel);
        }

        return output.Finish(
            await new Backups(new DataFolder(folder), options, TimeProvider.System)
                .RestoreAsync(parsed.GetValue(Source)!.FullName, parsed.GetValue(Replace), cancel),
            (writer, restored) =>
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The library of {restored.CreatedAt:u} is back in {restored.Data}."));
                if (restored.SetAside is not null)
                    writer.WriteLine($"What was there before is in {restored.SetAside}.");
            });
    }
}
