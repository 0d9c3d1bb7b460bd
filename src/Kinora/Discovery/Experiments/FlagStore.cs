using System.Text.Json;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Ranking.Experiments;

namespace Kinora.Discovery.Experiments;

/// <summary>Sole writer of <c>flag_round</c> and <c>experiment_person</c>.</summary>
internal sealed class FlagStore(Db db)
{
    /// <summary>The round of each flag that holds now; flags that nobody ever set have none.</summary>
    public async Task<List<FlagRound>> CurrentAsync(CancellationToken cancel) =>
        (await db.QueryAsync<RoundRow>(Current, null, cancel)).ConvertAll(row => row.Read());

    /// <summary>A round and, where it has ended, when the next one began.</summary>
    public async Task<(FlagRound Round, long? Until)?> RoundAsync(string flag, int? number, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<RoundRow>($"select {RoundColumns} from flag_round where flag = @flag order by round desc", new { flag }, cancel);
        var place = rows.FindIndex(row => number is null || row.Round == number);
        return place < 0 ? null : (rows[place].Read(), place == 0 ? null : rows[place - 1].Since);
    }

    /// <summary>False when somebody else began that round.</summary>
    public static async Task<bool> BeginAsync(Tx tx, FlagRound round) => await tx.ExecuteAsync(
        Begin,
        new { round.Flag, round.Number, round.Since, allocation = JsonSerializer.Serialize(round.Allocation.Stretches, KinoraJson.Options) }) == 1;

    /// <summary>Notes that a profile came into a round; what was noted first stays.</summary>
    public static Task EnterAsync(Tx tx, string profileId, FlagRound round, string variant, long at) =>
        tx.ExecuteAsync(Enter, new { round.Flag, round.Number, profileId, variant, at });

    /// <summary>Those whose days are over, and were so before the round ended.</summary>
    public Task<List<PersonRow>> DueAsync(long enteredBefore, long window, int count, CancellationToken cancel) =>
        db.QueryAsync<PersonRow>(Due, new { enteredBefore, window, count }, cancel);

    public Task<List<PersonRow>> PeopleAsync(string flag, int round, CancellationToken cancel) =>
        db.QueryAsync<PersonRow>(People, new { flag, round }, cancel);

    /// <summary>Once: who was counted is not counted again.</summary>
    /// <param name="outcome">Null: they don't share, so there is nothing to be known.</param>
    public static Task CountAsync(Tx tx, PersonRow person, PersonOutcome? outcome, long at) => tx.ExecuteAsync(
        Count,
        new
        {
            person.Flag,
            person.Round,
            person.ProfileId,
            at,
            seen = outcome?.Seen,
            completed = outcome?.Completed,
            liked = outcome?.Liked,
            hidden = outcome?.Hidden,
            returned = outcome is null ? (int?)null : outcome.Returned ? 1 : 0,
        });

    private const string RoundColumns = "flag, round, since, allocation";

    private const string PersonColumns = "flag, round, profile_id, variant, entered_at, counted_at, seen, completed, liked, hidden, returned";

    private const string Current = $"""
        select {RoundColumns} from flag_round r where not exists (select 1 from flag_round n where n.flag = r.flag and n.round > r.round)
        """;

    private const string Begin = """
        insert into flag_round (flag, round, since, allocation) values (@Flag, @Number, @Since, @allocation) on conflict do nothing
        """;

    private const string Enter = """
        insert into experiment_person (flag, round, profile_id, variant, entered_at) values (@Flag, @Number, @profileId, @variant, @at)
        on conflict do nothing
        """;

    private const string Due = $"""
        select {PersonColumns} from experiment_person p
        where counted_at is null and entered_at <= @enteredBefore and not exists (
            select 1 from flag_round n where n.flag = p.flag and n.round = p.round + 1 and n.since < p.entered_at + @window)
        order by entered_at, profile_id limit @count
        """;

    private const string People = $"select {PersonColumns} from experiment_person where flag = @flag and round = @round order by entered_at, profile_id";

    private const string Count = """
        update experiment_person set counted_at = @at, seen = @seen, completed = @completed, liked = @liked, hidden = @hidden, returned = @returned
        where flag = @Flag and round = @Round and profile_id = @ProfileId and counted_at is null
        """;

    private sealed record RoundRow
    {
        public required string Flag { get; init; }

        public required int Round { get; init; }

        public required long Since { get; init; }

        public required string Allocation { get; init; }

        public FlagRound Read() => new(Flag, Round, Since, new Allocation(JsonSerializer.Deserialize<List<Stretch>>(Allocation, KinoraJson.Options)!));
    }
}

/// <summary>How a flag's variants are shared out, until the next round begins.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Since">Unix ms.</param>
internal sealed record FlagRound(string Flag, int Number, long Since, Allocation Allocation);

/// <summary>A profile in a round.</summary>
internal sealed record PersonRow
{
    public required string Flag { get; init; }

    public required int Round { get; init; }

    public required string ProfileId { get; init; }

    public required string Variant { get; init; }

    public required long EnteredAt { get; init; }

    public long? CountedAt { get; init; }

    public int? Seen { get; init; }

    public int? Completed { get; init; }

    public int? Liked { get; init; }

    public int? Hidden { get; init; }

    public int? Returned { get; init; }

    /// <summary>Null while the days run, and for who does not share.</summary>
    public PersonOutcome? Outcome => Seen is { } seen
        ? new PersonOutcome(seen, Completed ?? 0, Liked ?? 0, Hidden ?? 0, Returned == 1)
        : null;
}
