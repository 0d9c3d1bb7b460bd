using Kinora.Platform.Database;
using Kinora.Platform.Http;
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

    public Task<List<Hidden>> HiddenAsync(string profileId, TimePlace? after, int count, CancellationToken cancel) =>
        db.QueryAsync<Hidden>(HiddenOf + Newest, new { profileId, after?.At, after?.Key, count }, cancel);

    public Task<List<Followed>> FollowedAsync(string profileId, TimePlace? after, int count, CancellationToken cancel) =>
        db.QueryAsync<Followed>(FollowedBy + Newest, new { profileId, after?.At, after?.Key, count }, cancel);

    private const string HiddenOf = "select target, at, event_id from hide where profile_id = @profileId and hidden";

    private const string FollowedBy = "select creator_id, at, event_id from follow where profile_id = @profileId and following";

    private const string Newest = """
         and (cast(@At as bigint) is null or (at, event_id) < (cast(@At as bigint), cast(@Key as text)))
        order by at desc, event_id desc limit @count
        """;

    private sealed record Rating
    {
        public required string TitleId { get; init; }

        public required int Value { get; init; }
    }
}
