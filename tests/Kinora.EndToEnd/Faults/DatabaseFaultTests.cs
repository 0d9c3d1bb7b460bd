using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Kinora.EndToEnd.Support;
using Kinora.Platform.Database;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kinora.EndToEnd.Faults;

/// <summary>The database is away, locked or full for a while; the server says so, stays, and goes on by itself.</summary>
public sealed class DatabaseFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_PostgreSQL_that_is_gone_and_back_costs_nothing_but_the_time()
    {
        var tries = FaultLog.Tries(2);
        await using var world = await World.MakeAsync("postgres", people: 2);
        var server = await world.StartAsync();
        var (people, working, stop) = Work(world, server);
        var refused = new List<Refused>();
        for (var round = 0; round < tries; round++)
        {
            await UntilAsync(working, () => people.TrueForAll(person => person.Acknowledged > (round + 1) * 20));
            await world.Postgres!.StopAsync();
            refused.Add(await AskAsync(server, world.Tokens[0]));
            await world.Postgres.StartAgainAsync();
        }

        await EndAsync("PostgreSQL gone and back", "postgres", tries, people, working, stop, refused, "database-unavailable");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_database_that_somebody_else_holds_is_waited_for_and_then_named(string engine)
    {
        var tries = FaultLog.Tries(2);
        await using var world = await World.MakeAsync(engine, 2, null, ("Database:StatementSeconds", "1"));
        var server = await world.StartAsync();
        var (people, working, stop) = Work(world, server);
        var refused = new List<Refused>();
        for (var round = 0; round < tries; round++)
        {
            await UntilAsync(working, () => people.TrueForAll(person => person.Acknowledged > (round + 1) * 20));
            await using var held = await HoldAsync(world);
            refused.Add(await AskAsync(server, world.Tokens[0]));
        }

        await EndAsync("database locked", engine, tries, people, working, stop, refused, "database-slow");
    }

    [Fact]
    public async Task A_PostgreSQL_that_answers_late_is_waited_for_and_one_that_stands_still_is_named()
    {
        var tries = FaultLog.Tries(1);
        await using var world = await World.MakeAsync("postgres", people: 2);
        await using var link = new SlowLink(world.Postgres!.Port) { Delay = TimeSpan.FromMilliseconds(25) };
        var server = await world.StartAsync(null, ("Database:ConnectionString", world.Postgres.Behind(link)), ("Database:StatementSeconds", "2"));
        var (people, working, stop) = Work(world, server);
        var refused = new List<Refused>();
        for (var round = 0; round < tries; round++)
        {
            await UntilAsync(working, () => people.TrueForAll(person => person.Acknowledged > (round + 1) * 20));
            link.Halt();
            refused.Add(await AskAsync(server, world.Tokens[0]));
            link.GoOn();
        }

        await EndAsync("PostgreSQL slow, then still", "postgres", tries, people, working, stop, refused, "database-slow");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));
    }

    [Fact]
    public async Task A_full_disk_is_named_and_once_there_is_room_it_goes_on()
    {
        var disk = SmallDisk.Of(megabytes: 48);
        await using var world = await World.MakeAsync("sqlite", 2, disk);
        var server = await world.StartAsync();
        var (people, working, stop) = Work(world, server);
        await UntilAsync(working, () => people.TrueForAll(person => person.Acknowledged > 20));
        disk.Fill();
        var refused = await AskAsync(server, world.Tokens[0]);
        disk.MakeRoom();

        await EndAsync("disk full", "sqlite", 1, people, working, stop, [refused], "disk-full");
        await server.KillAsync();
        server = await world.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));
    }

    private static (List<Household> People, List<Task> Working, CancellationTokenSource Stop) Work(World world, ServerProcess server)
    {
        var stop = new CancellationTokenSource();
        var people = world.Tokens.Select((token, n) => new Household(token, () => server.Address, 7 + n)).ToList();
        var working = people.ConvertAll(person => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await person.DoAsync(World.Titles);
        }));
        return (people, working, stop);
    }

    private static async Task EndAsync(
        string fault, string engine, int tries, List<Household> people, List<Task> working, CancellationTokenSource stop, List<Refused> refused, string code)
    {
        var before = people.ConvertAll(person => person.Acknowledged);
        await UntilAsync(working, () => people.Select((person, n) => person.Acknowledged > before[n] + 10).All(on => on));
        await stop.CancelAsync();
        await Task.WhenAll(working);
        foreach (var person in people)
            await person.CheckAsync();
        var wrong = people.SelectMany(person => person.Wrong).ToList();
        FaultLog.Write(fault, engine, tries, people.Sum(person => person.Acknowledged), wrong.Count, $"{people.Sum(person => person.Unavailable.All)} times 503");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.All(refused, one => Assert.Equal((HttpStatusCode.ServiceUnavailable, code, true), (one.Status, one.Code, one.SaysWhen)));
        Assert.Equal(0, people.Sum(person => person.Unavailable.Silent));
        people.ForEach(person => person.Dispose());
        stop.Dispose();
    }

    /// <summary>Writes one signal until that is refused, and gives the refusal.</summary>
    private static async Task<Refused> AskAsync(ServerProcess server, string token)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        for (var attempt = 0; ; attempt++)
        {
            using var reply = await http.PutAsync($"{server.Address}/api/creators/{Uri.EscapeDataString("creator 1")}/follow", null, Cancel);
            if (reply.StatusCode == HttpStatusCode.ServiceUnavailable || attempt > 400)
            {
                var problem = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel));
                return new Refused(reply.StatusCode, (string?)problem?["error"]?["code"], reply.Headers.RetryAfter is not null);
            }

            using var write = await http.PostAsync(
                $"{server.Address}/api/signals",
                new StringContent($$"""{"events":[{"event_id":"{{Guid.CreateVersion7()}}","kind":"view","title_id":"chaos:1","at":"{{TimeProvider.System.GetUtcNow():O}}"}]}""", System.Text.Encoding.UTF8, "application/json"),
                Cancel);
            if (write.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                var problem = JsonNode.Parse(await write.Content.ReadAsStringAsync(Cancel));
                return new Refused(write.StatusCode, (string?)problem?["error"]?["code"], write.Headers.RetryAfter is not null);
            }
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerProcess server, string path)
    {
        using var http = new HttpClient();
        using var reply = await http.GetAsync(server.Address + path, Cancel);
        return reply.StatusCode;
    }

    private static async Task<IAsyncDisposable> HoldAsync(World world)
    {
        if (world.Postgres is null)
        {
            SqliteNative.Load();
            var sqlite = new SqliteConnection($"Data Source={Path.Combine(world.Folder, "kinora.db")};Pooling=False");
            await sqlite.OpenAsync(Cancel);
            await using var command = sqlite.CreateCommand();
            command.CommandText = "pragma busy_timeout = 20000; begin immediate";
            await command.ExecuteNonQueryAsync(Cancel);
            return sqlite;
        }

        var connection = new NpgsqlConnection(world.Postgres.Connection + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var locking = new NpgsqlCommand("begin; lock table profile_version, signal in access exclusive mode", connection);
        await locking.ExecuteNonQueryAsync(Cancel);
        return connection;
    }

    /// <summary>Somebody who gave up is a failure of its own, told at once and in that person's words.</summary>
    private static async Task UntilAsync(List<Task> working, Func<bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            foreach (var gaveUp in working.Where(one => one.IsFaulted))
                await gaveUp;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "The people at work do not get on.");
            await Task.Delay(20, Cancel);
        }
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private sealed record Refused(HttpStatusCode Status, string? Code, bool SaysWhen);
}
