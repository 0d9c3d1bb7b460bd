namespace Kinora.EndToEnd.Faults;

/// <summary>The server is killed at random moments while people do a bit of everything.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_was_acknowledged_is_there_after_every_kill(string engine)
    {
        var kills = FaultLog.Tries(8);
        await using var world = await World.MakeAsync(engine, people: 6);
        var server = await world.StartAsync();
        var done = false;
        var people = world.Tokens.Select((token, n) => new Household(token, () => server.Address, 31 + n)).ToList();
        var working = people.ConvertAll(person => Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
                await person.DoAsync(World.Titles);
        }));

        var random = new Random(engine.Length);
        for (var kill = 0; kill < kills; kill++)
        {
            // Some work later, and then at any moment of it.
            var enough = people.Sum(person => person.Acknowledged) + random.Next(1, 200);
            while (people.Sum(person => person.Acknowledged) < enough && !working.Exists(task => task.IsFaulted))
                await Task.Delay(5, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(0, 60), TestContext.Current.CancellationToken);
            await server.KillAsync();
            server = await world.StartAsync();
        }

        Volatile.Write(ref done, true);
        await Task.WhenAll(working);
        foreach (var person in people)
            await person.CheckAsync();

        var wrong = people.SelectMany(person => person.Wrong).ToList();
        FaultLog.Write("kill −9 under mixed load", engine, kills, people.Sum(person => person.Acknowledged), wrong.Count, $"{people.Sum(person => person.Retries)} sent again");
        people.ForEach(person => person.Dispose());
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }
}
