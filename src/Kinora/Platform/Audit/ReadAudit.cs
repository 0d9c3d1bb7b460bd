using System.Text.Json;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Platform.Audit;

/// <summary>The audit log for admins, the newest first.</summary>
internal sealed class ReadAudit(Db db, Cursors cursors)
{
    /// <summary>One change.</summary>
    /// <param name="ActorId">The account that did it; null for the command line and the server itself.</param>
    /// <param name="Action">Such as <c>user.changed</c>.</param>
    /// <param name="Before">The members that changed, as they were; null where the thing was new.</param>
    /// <param name="After">The members that changed, as they became; null where the thing is gone.</param>
    /// <param name="RequestId">The id in the reply's <c>X-Request-ID</c> and in the logs.</param>
    internal sealed record Item(
        string Id, DateTimeOffset At, string? ActorId, string Actor, string Action, string? Target, JsonElement? Before, JsonElement? After,
        string? RequestId, string? Address);

    /// <summary>What is looked for; null is anything. An action may be named without what happened: <c>user</c>.</summary>
    internal sealed record Filter(string? Actor, string? Action, string? Target);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/admin/audit", HandleAsync).Needs(Role.Admin).WithTags("Admin");

    /// <summary>What was changed, by whom, from what to what; narrowed by actor, action and target.</summary>
    private static async Task<IResult> HandleAsync(
        string? actor, string? action, string? target, Paged page, Caller caller, ReadAudit slice, CancellationToken cancel) =>
        (await slice.ListAsync(new Filter(actor, action, target), page, caller, cancel)).ToHttp();

    public async Task<Outcome<Page<Item>>> ListAsync(Filter filter, Paged page, Caller caller, CancellationToken cancel) =>
        (await cursors.PageAsync<Row, string>(
            page, caller.UserId,
            (before, count) => db.QueryAsync<Row>(
                List, new { before, count, actor = Given(filter.Actor)?.ToLowerInvariant(), action = Given(filter.Action), group = Given(filter.Action) + ".", target = Given(filter.Target) }, cancel),
            last => last.Id))
        .Then(found => found.Select(row => row.ToItem()));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private const string List = """
        select id, at, actor_id, actor, action, target, state_before, state_after, request_id, address from audit
        where (cast(@before as text) is null or id < @before) and (cast(@actor as text) is null or lower(actor) = @actor)
            and (cast(@action as text) is null or action = @action or substr(action, 1, length(@group)) = @group)
            and (cast(@target as text) is null or target = @target)
        order by id desc limit @count
        """;

    private sealed record Row
    {
        public required string Id { get; init; }

        public required long At { get; init; }

        public string? ActorId { get; init; }

        public required string Actor { get; init; }

        public required string Action { get; init; }

        public string? Target { get; init; }

        public string? StateBefore { get; init; }

        public string? StateAfter { get; init; }

        public string? RequestId { get; init; }

        public string? Address { get; init; }

        public Item ToItem() => new(
            Id, DateTimeOffset.FromUnixTimeMilliseconds(At), ActorId, Actor, Action, Target, Json(StateBefore), Json(StateAfter), RequestId, Address);

        private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
    }
}
