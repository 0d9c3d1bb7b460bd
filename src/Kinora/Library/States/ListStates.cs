using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Library.Contracts;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.States;

/// <summary>One's states by status, tag, words and stars, in pages.</summary>
internal sealed class ListStates(Db db, ICatalogue catalogue, Cursors cursors)
{
    /// <summary>What the states are sorted by; each by newest, most or first letter, then by title id.</summary>
    private static readonly Dictionary<string, string> Sorts = new(StringComparer.Ordinal)
    {
        ["last_watched"] = "coalesce(watched_at, added_at)",
        ["added"] = "added_at",
        ["completed"] = "coalesce(completed_at, 0)",
        ["rating"] = "coalesce(rating, 0)",
        ["progress"] = "cast(progress * 10000 as bigint)",
        ["watched_minutes"] = "watched_ms",
    };

    /// <summary>What is asked for, as the address says it.</summary>
    internal sealed record Question(IReadOnlyList<WatchStatus> Statuses, IReadOnlyList<string> Tags, string? Words, int? LeastRating, string Sort)
    {
        /// <summary>Refused: <c>value-unknown</c>, <c>value-invalid</c>.</summary>
        public static Outcome<Question> Read(IQueryCollection query)
        {
            var statuses = query["status"].Where(word => !string.IsNullOrEmpty(word)).Select(StatusWords.Parse).ToList();
            if (statuses.Contains(null))
                return StatusWords.Unknown("status");
            int? least = null;
            if (query["rating_min"].ToString() is { Length: > 0 } stars)
            {
                if (!int.TryParse(stars, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 5)
                    return new Refusal(RefusalKind.Invalid, "value-invalid", "A whole number from 1 to 5.", "rating_min");
                least = number;
            }

            var sort = query["sort"].ToString() is { Length: > 0 } asked ? asked : "last_watched";
            if (!Sorts.ContainsKey(sort))
                return new Refusal(RefusalKind.Invalid, "value-unknown", $"Must be one of: {string.Join(", ", Sorts.Keys.Order(StringComparer.Ordinal))}.", "sort");
            var words = query["q"].ToString().Trim();
            return new Question(
                [.. statuses.Select(status => status!.Value)], [.. query["tag"].Where(tag => !string.IsNullOrWhiteSpace(tag)).Select(tag => tag!.Trim())],
                words.Length == 0 ? null : words, least, sort);
        }
    }

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/user/videos", HandleAsync).Needs(Role.Viewer).Produces<Page<StateReply>>();

    private static async Task<IResult> HandleAsync(HttpRequest request, Paged page, Caller caller, ListStates slice, CancellationToken cancel)
    {
        var question = Question.Read(request.Query);
        if (question.Refusal is { } refusal)
            return refusal.ToHttp();
        var found = await slice.RunAsync(caller, question.Value, page, cancel);
        return found.Then(states => states.Select(state => StateReply.Of(state, [], slice.Snapshot))).ToHttp();
    }

    private CatalogueSnapshot Snapshot => catalogue.Current;

    /// <summary>Refused as the cursor is.</summary>
    public async Task<Outcome<Page<WatchState>>> RunAsync(Caller caller, Question question, Paged page, CancellationToken cancel)
    {
        var key = Sorts[question.Sort];
        var args = new
        {
            profileId = caller.ProfileId,
            statuses = db.Dialect.List(question.Statuses.Select(status => status.Word())),
            tags = db.Dialect.List(question.Tags),
            words = question.Words is null ? null : $"%{Escape(question.Words.ToLowerInvariant())}%",
            least = question.LeastRating,
        };
        var where = $"""
            profile_id = @profileId and added_at is not null
            {(question.Statuses.Count > 0 ? $"and {db.Dialect.AnyOf("status", "statuses")}" : "")}
            {(question.Tags.Count > 0 ? $"and title_id in (select title_id from watch_tag where profile_id = @profileId and {db.Dialect.AnyOf("tag", "tags")})" : "")}
            {(question.Words is null ? "" : @"and words like @words escape '\'")}
            {(question.LeastRating is null ? "" : "and rating >= @least")}
            """;
        var found = await cursors.PageAsync<Placed, TimePlace>(
            page, caller.ProfileId,
            (after, count) => db.ReadAsync(session => ReadAsync(session, where, key, args, after, count), cancel),
            last => new TimePlace(last.Key, last.State.TitleId));
        if (found.Refusal is { } refusal)
            return refusal;
        var snapshot = catalogue.Current;
        var shown = found.Value.Items.Select(one => one.State).Where(state => snapshot.IsThere(state.TitleId, caller)).ToList();
        var total = caller.MaturityCeiling >= TitleAccess.Everything
            ? await db.ScalarAsync<long>($"select count(*) from watch_state where {where}", args, cancel)
            : (long?)null;
        return new Page<WatchState>(shown, found.Value.NextCursor, total);
    }

    private static async Task<List<Placed>> ReadAsync(Session session, string where, string key, object args, TimePlace? after, int count)
    {
        var told = new Dapper.DynamicParameters(args);
        told.Add("at", after?.At);
        told.Add("after", after?.Key);
        told.Add("count", count);
        var next = after is null ? "" : $"and ({key} < @at or ({key} = @at and title_id > @after))";
        var order = $"order by {key} desc, title_id limit @count";
        var keys = await session.QueryAsync<long>($"select {key} from watch_state where {where} {next} {order}", told);
        var states = await WatchStateStore.ListAsync(session, $"where {where} {next} {order}", told);
        return [.. states.Zip(keys, (state, at) => new Placed(state, at))];
    }

    internal static string Escape(string words) =>
        words.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private sealed record Placed(WatchState State, long Key);
}
