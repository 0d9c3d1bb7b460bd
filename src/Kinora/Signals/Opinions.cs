using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Signals;

/// <summary>Reads <c>rating</c>, <c>hide</c> and <c>follow</c>.</summary>
internal sealed class Opinions(Db db) : IOpinions
{
    public async Task<IReadOnlyDictionary<string, int>> RatingsAsync(
        string profileId, IReadOnlyCollection<string> titleIds, CancellationToken cancel)
    {
        var sql = $"select title_id, value from rating where profile_id = @profileId and {db.Dialect.AnyOf("title_id", "titles")}";
        var rows = await db.QueryAsync<Rating>(sql, new { profileId, titles = db.Dialect.List(titleIds) }, cancel);
        var known = rows.ToDictionary(row => row.TitleId, row => row.Value, StringComparer.Ordinal);
        return titleIds.Distinct(StringComparer.Ordinal).ToDictionary(id => id, id => known.GetValueOrDefault(id), StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<Hidden>> HiddenAsync(string profileId, CancellationToken cancel) =>
        await db.QueryAsync<Hidden>(HiddenOf, new { profileId }, cancel);

    public async Task<IReadOnlyList<Followed>> FollowedAsync(string profileId, CancellationToken cancel) =>
        await db.QueryAsync<Followed>(FollowedBy, new { profileId }, cancel);

    private const string HiddenOf =
        "select target, at from hide where profile_id = @profileId and hidden order by at desc, event_id desc";

    private const string FollowedBy =
        "select creator_id, at from follow where profile_id = @profileId and following order by at desc, event_id desc";

    private sealed record Rating
    {
        public required string TitleId { get; init; }

        public required int Value { get; init; }
    }
}
