using System.Text.Json;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Signals.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Library.States;

/// <summary>Up to 500 changes of states at once, of whatever kind each; every one has a result of its own.</summary>
internal sealed class BatchStates(Db db, EditState edit)
{
    public const int Most = 500;

    internal sealed record Request
    {
        /// <summary>Each names its <c>video_id</c> and the members to change.</summary>
        public IReadOnlyList<JsonElement>? Updates { get; init; }
    }

    internal sealed record Response(IReadOnlyList<Result> Results);

    /// <summary>What became of one update.</summary>
    /// <param name="Status"><c>created</c>, <c>updated</c> or <c>refused</c>.</param>
    internal sealed record Result(string? VideoId, string Status, SignalReply.Fault? Error);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/user/states/batch", HandleAsync).Needs(Role.Viewer).Produces<Response>();

    private static async Task<IResult> HandleAsync(Request request, Caller caller, BatchStates slice, CancellationToken cancel)
    {
        if (request.Updates is null)
            return new Refusal(RefusalKind.Invalid, "member-missing", "Needed and not there: updates.", "updates").ToHttp();
        if (request.Updates.Count > Most)
            return new Refusal(RefusalKind.TooLarge, "batch-too-large", $"At most {Most} updates at once: send the rest in another batch.", "updates").ToHttp();
        return Results.Json(new Response(await slice.RunAsync(caller, request.Updates, cancel)));
    }

    /// <summary>All that can be done is done in one transaction; what is refused changes nothing.</summary>
    public Task<List<Result>> RunAsync(Caller caller, IReadOnlyList<JsonElement> updates, CancellationToken cancel) => db.TransactAsync(
        async tx =>
        {
            var results = new List<Result>(updates.Count);
            for (var place = 0; place < updates.Count; place++)
                results.Add(await OneAsync(tx, caller, updates[place], $"updates[{place}]"));
            return results;
        },
        cancel);

    private async Task<Result> OneAsync(Tx tx, Caller caller, JsonElement update, string path)
    {
        var id = update.ValueKind == JsonValueKind.Object && update.TryGetProperty("video_id", out var member) && member.ValueKind == JsonValueKind.String
            && StateChange.TextOf(member) is { Succeeded: true } text
            ? text.Value
            : null;
        if (id is null)
            return Refused(null, new Refusal(RefusalKind.Invalid, "member-missing", "Each update names its video_id.", $"{path}.video_id"));
        var change = StateChange.Read(update, path + ".");
        if (change.Refusal is { } wrong)
            return Refused(id, wrong);
        var changed = await edit.ChangeAsync(tx, caller, id, change.Value, null);
        return changed.Refusal is { } refusal
            ? Refused(id, refusal with { Field = $"{path}.{refusal.Field ?? "video_id"}" })
            : new Result(id, changed.Value.Created ? "created" : "updated", null);
    }

    private static Result Refused(string? id, Refusal refusal) => new(id, "refused", new SignalReply.Fault(refusal.Code, refusal.Detail, refusal.Field));
}
