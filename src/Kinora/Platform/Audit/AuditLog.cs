using System.Text.Json;
using System.Text.Json.Nodes;
using Kinora.Platform.Database;

namespace Kinora.Platform.Audit;

/// <summary>The only writer of <c>audit</c>, which only grows: what is changed for everybody is noted in the transaction that changes it.</summary>
internal sealed class AuditLog(TimeProvider time)
{
    /// <summary>Notes one change.</summary>
    /// <param name="by">Who did it: <see cref="Author.Current"/>, asked before the transaction.</param>
    /// <param name="action">Thing and what happened to it, such as <c>user.removed</c>.</param>
    /// <param name="target">Name or id of the thing.</param>
    /// <param name="before">What it was; null where it was not there. Members that are the same in both are left out.</param>
    /// <param name="after">What it is; null where it is gone.</param>
    public Task WriteAsync(Tx tx, Author by, string action, string? target, object? before, object? after)
    {
        var (was, became) = (Node(before), Node(after));
        LeaveOutEqual(was, became);
        var at = time.GetUtcNow();
        return tx.ExecuteAsync(Insert, new
        {
            id = Guid.CreateVersion7(at).ToString(),
            at = at.ToUnixTimeMilliseconds(),
            actorId = by.UserId,
            actor = by.Name,
            action,
            target,
            was = was?.ToJsonString(KinoraJson.Options),
            became = became?.ToJsonString(KinoraJson.Options),
            by.RequestId,
            by.Address,
        });
    }

    private static JsonNode? Node(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, KinoraJson.Options);

    private static void LeaveOutEqual(JsonNode? before, JsonNode? after)
    {
        if (before is not JsonObject was || after is not JsonObject became)
            return;
        foreach (var name in was.Select(member => member.Key).Where(name => became.ContainsKey(name) && JsonNode.DeepEquals(was[name], became[name])).ToList())
        {
            was.Remove(name);
            became.Remove(name);
        }
    }

    private const string Insert = """
        insert into audit (id, at, actor_id, actor, action, target, state_before, state_after, request_id, address)
        values (@id, @at, @actorId, @actor, @action, @target, @was, @became, @RequestId, @Address)
        """;
}
