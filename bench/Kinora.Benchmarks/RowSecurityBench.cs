using System.Diagnostics;
using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;
using Kinora.Server;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kinora.Benchmarks;

/// <summary>
/// What PostgreSQL's row-level security costs: the same transactions as the owner, who is told nothing and checked by nothing, as the
/// server, and as a person. Taken in turns, so that a busy machine slows all three alike.
/// </summary>
internal static class RowSecurityBench
{
    private const int Rounds = 1_500;

    public static async Task<int> RunAsync()
    {
        if (Environment.GetEnvironmentVariable("KINORA_TEST_POSTGRES") is not { } server)
        {
            await Console.Error.WriteLineAsync("Set KINORA_TEST_POSTGRES to a superuser's connection string.");
            return 2;
        }

        var name = $"kinora_bench_{Environment.ProcessId}";
        await OnServerAsync(server, $"create database {name} template template0");
        var folder = Directory.CreateTempSubdirectory("kinora-bench-").FullName;
        try
        {
            await MeasureAsync(folder, new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true }.ConnectionString);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await OnServerAsync(server, $"drop database {name} with (force)");
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(string folder, string connection)
    {
        await using var app = KinoraApp.Build(folder, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Database:Engine"] = "postgres",
            ["Database:ConnectionString"] = connection,
            ["Jobs:Enabled"] = "false",
        });
        await app.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        var db = app.Services.GetRequiredService<Db>();
        var people = await InviteAsync(app.Services, db);
        using (Acting.As(Actor.Owner))
            await db.ExecuteAsync("analyze signal", null, CancellationToken.None);
        var actors = new (string Name, Func<UserInfo, Actor> Of)[]
        {
            ("the owner: no row security", _ => Actor.Owner), ("the server", _ => Actor.System), ("a person", user => Actor.Person(user.Id, admin: false)),
        };
        Console.WriteLine("| transaction | as | p50 | p99 | ratio of p50 |\n| --- | --- | ---: | ---: | ---: |");
        foreach (var (what, work) in Works(db))
        {
            var times = actors.Select(_ => new List<double>(Rounds)).ToArray();
            for (var round = -100; round < Rounds; round++)
            {
                for (var a = 0; a < actors.Length; a++)
                {
                    var user = people[(round + 100) % people.Count];
                    using var acting = Acting.As(actors[a].Of(user));
                    var started = Stopwatch.GetTimestamp();
                    await work(user);
                    if (round >= 0)
                        times[a].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }

            foreach (var (list, a) in times.Select((list, a) => (list, a)))
            {
                list.Sort();
                Console.WriteLine(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"| {what} | {actors[a].Name} | {list[list.Count / 2]:N2} ms | {list[list.Count * 99 / 100]:N2} ms | {list[list.Count / 2] / times[0][times[0].Count / 2]:N2} |"));
            }
        }
    }

    private static IEnumerable<(string What, Func<UserInfo, Task> Work)> Works(Db db)
    {
        yield return ("one row read", user => db.ScalarAsync<long>(
            "select version from profile_version where profile_id = @DefaultProfileId", new { user.DefaultProfileId }, CancellationToken.None));
        yield return ("500 signals read", user => db.QueryAsync<string>(
            "select event_id from signal where profile_id = @DefaultProfileId and version > @since", new { user.DefaultProfileId, since = 0L }, CancellationToken.None));
        yield return ("a page's five statements, written", user => db.TransactAsync(
            async tx =>
            {
                await tx.ExecuteAsync("update profile_version set version = version + 1 where profile_id = @DefaultProfileId", new { user.DefaultProfileId });
                await tx.ScalarAsync<long>("select version from profile_version where profile_id = @DefaultProfileId", new { user.DefaultProfileId });
                await tx.ScalarAsync<long>("select count(*) from feed_page where profile_id = @DefaultProfileId", new { user.DefaultProfileId });
                await tx.ScalarAsync<long>("select count(*) from feed_session where profile_id = @DefaultProfileId", new { user.DefaultProfileId });
                await tx.ExecuteAsync(
                    "insert into feed_reset (profile_id, version, at) values (@DefaultProfileId, 1, 1) on conflict (profile_id) do update set at = feed_reset.at + 1",
                    new { user.DefaultProfileId });
            },
            CancellationToken.None));
    }

    private static async Task<List<UserInfo>> InviteAsync(IServiceProvider services, Db db)
    {
        using var acting = Acting.As(Actor.System);
        var people = new List<UserInfo>();
        for (var n = 0; n < 200; n++)
        {
            var user = (await services.GetRequiredService<IUsers>().AddAsync(new NewUser($"person{n}"), CancellationToken.None)).Value;
            people.Add(user);
            await db.TransactAsync(
                async tx =>
                {
                    await tx.ExecuteAsync("insert into profile_version (profile_id, version) values (@DefaultProfileId, 1)", new { user.DefaultProfileId });
                    await tx.ExecuteAsync(
                        """
                        insert into signal (profile_id, version, number, event_id, kind, at, received_at)
                        select @DefaultProfileId, n, 0, gen_random_uuid()::text, 'view', n, n from generate_series(1, 500) n
                        """,
                        new { user.DefaultProfileId });
                },
                CancellationToken.None);
        }

        return people;
    }

    private static async Task OnServerAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
