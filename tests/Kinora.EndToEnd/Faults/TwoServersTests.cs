namespace Kinora.EndToEnd.Faults;

/// <summary>Two servers work on one library: on one SQLite folder as two processes, on one PostgreSQL as two machines.</summary>
public sealed class TwoServersTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task One_profile_through_both_is_handed_nothing_twice_and_loses_nothing(string engine)
    {
        var pages = FaultLog.Tries(30);
        await using var world = await World.MakeAsync(engine, people: 2);
        var first = await world.StartAsync();
        var second = await world.StartAsync(engine == "sqlite" ? null : world.FolderOfAnother());
        var random = new Random(3);
        string Either()
        {
            lock (random)
                return random.Next(2) == 0 ? first.Address : second.Address;
        }

        var people = world.Tokens.Select((token, n) => new Household(token, Either, 5 + n)).ToList();
        await Task.WhenAll(people.Select(async person =>
        {
            for (var page = 0; page < pages; page++)
            {
                await person.TurnPageAsync();
                await person.RecordAsync(World.Titles);
            }
        }));
        foreach (var person in people)
            await person.CheckAsync();

        var wrong = people.SelectMany(person => person.Wrong).ToList();
        FaultLog.Write(
            engine == "sqlite" ? "two servers on one folder" : "two servers on one database", engine, pages * people.Count, people.Sum(person => person.Acknowledged), wrong.Count);
        people.ForEach(person => person.Dispose());
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }
}
