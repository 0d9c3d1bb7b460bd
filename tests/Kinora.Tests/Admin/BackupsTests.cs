using Kinora.Admin.Backup;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Admin;

public sealed class BackupsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task What_was_there_at_the_backup_is_there_after_the_restore_and_nothing_else(string database)
    {
        await using var test = await TestDatabase.CreateAsync(database);
        var options = new DatabaseOptions { Engine = database, ConnectionString = test.Settings["Database:ConnectionString"] };
        var backups = new Backups(new DataFolder(test.Folder), options, TimeProvider.System);
        await using (var db = test.Open())
        {
            await db.ExecuteAsync("create table migration (module text)", null, Cancel);
            await db.ExecuteAsync("create table kept (name text)", null, Cancel);
            await db.ExecuteAsync("insert into kept values ('before')", null, Cancel);
        }

        var made = await backups.MakeAsync(null, 0, Cancel);
        Assert.True(made.Succeeded, made.Refusal?.Detail);
        await using (var db = test.Open())
            await db.ExecuteAsync("insert into kept values ('after')", null, Cancel);
        Assert.Equal("library-exists", (await backups.RestoreAsync(made.Value.File, replace: false, Cancel)).Refusal?.Code);
        var restored = await backups.RestoreAsync(made.Value.File, replace: true, Cancel);

        Assert.True(restored.Succeeded, restored.Refusal?.Detail);
        await using var again = test.Open();
        Assert.Equal("before", await again.ScalarAsync<string>("select max(name) from kept where name <> ''", null, Cancel));
        Assert.Equal(1, await again.ScalarAsync<long>("select count(*) from kept", null, Cancel));
    }

    [Fact]
    public async Task Two_backups_in_one_second_have_two_names()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        await using (var db = test.Open())
            await db.ExecuteAsync("create table migration (module text)", null, Cancel);
        var backups = new Backups(new DataFolder(test.Folder), new DatabaseOptions(), new TestClock());

        var files = new List<string>();
        for (var n = 0; n < 3; n++)
            files.Add(Path.GetFileName((await backups.MakeAsync(null, 0, Cancel)).Value.File));

        Assert.Equal(["kinora-20260301-120000.tar.gz", "kinora-20260301-120000-2.tar.gz", "kinora-20260301-120000-3.tar.gz"], files);
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_or_of_the_other_engine_is_refused_by_name()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var folder = new DataFolder(test.Folder);
        var file = folder.File("some.bin");
        await File.WriteAllTextAsync(file, "x", Cancel);
        async Task<string?> RestoreAsync(int format, int migrations, string engine)
        {
            var target = folder.File($"{format}-{migrations}-{engine}.tar.gz");
            await BackupFile.WriteAsync(
                target, [("kinora.db", file)], sums => new BackupManifest(format, "9.0.0", engine, DateTimeOffset.UnixEpoch, migrations, sums), Cancel);
            return (await new Backups(folder, new DatabaseOptions(), TimeProvider.System).RestoreAsync(target, replace: false, Cancel)).Refusal?.Code;
        }

        Assert.Equal("backup-newer", await RestoreAsync(2, 1, "sqlite"));
        Assert.Equal("backup-newer", await RestoreAsync(1, 100_000, "sqlite"));
        Assert.Equal("backup-engine", await RestoreAsync(1, 1, "postgres"));
        Assert.Equal("database-damaged", await RestoreAsync(1, 1, "sqlite"));
    }
}
