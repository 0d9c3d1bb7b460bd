using Kinora.Platform.Database;

namespace Kinora.Discovery.Tastes;

/// <summary>Sole writer of <c>taste_correction</c>.</summary>
internal static class TasteStore
{
    public static Task<List<CorrectionRow>> ReadAsync(Session session, string profileId) =>
        session.QueryAsync<CorrectionRow>(Read, new { profileId });

    /// <summary>The latest correction of one thing is the one that holds; null takes it back.</summary>
    public static Task SayAsync(Tx tx, string profileId, string facet, string name, string? correction, long at) => correction is null
        ? tx.ExecuteAsync(TakeBack, new { profileId, facet, name })
        : tx.ExecuteAsync(Say, new { profileId, facet, name, correction, at });

    /// <summary>Those that a reset made empty go when the next one is made: until then it can be undone.</summary>
    public static Task SweepAsync(Tx tx, string profileId, long before) => tx.ExecuteAsync(Sweep, new { profileId, before });

    private const string Read = "select facet, name, correction, at from taste_correction where profile_id = @profileId order by facet, name";

    private const string TakeBack = "delete from taste_correction where profile_id = @profileId and facet = @facet and name = @name";

    private const string Sweep = "delete from taste_correction where profile_id = @profileId and at < @before";

    private const string Say = """
        insert into taste_correction (profile_id, facet, name, correction, at) values (@profileId, @facet, @name, @correction, @at)
        on conflict (profile_id, facet, name) do update set correction = excluded.correction, at = excluded.at
        """;
}

/// <summary>One correction, as it is kept.</summary>
internal sealed record CorrectionRow
{
    /// <summary>A word of <see cref="Ranking.Tastes.TasteFacet"/>.</summary>
    public required string Facet { get; init; }

    /// <summary>The genre's or mood's name, the creator's id, or the part of the week.</summary>
    public required string Name { get; init; }

    /// <summary>A word of <see cref="Ranking.Tastes.CorrectionKind"/>.</summary>
    public required string Correction { get; init; }

    public required long At { get; init; }
}
