using Kinora.Platform.Database;

namespace Kinora.Platform.Http;

/// <summary>
/// The request that runs carries an <c>Idempotency-Key</c>. What makes something notes it in the transaction that makes it, so that a
/// process that dies before the reply is kept leaves a note, and the same request again is answered from what is there: one thing, never two.
/// </summary>
/// <param name="claimedAt">When this run took the key; a run that lost it meanwhile commits nothing.</param>
/// <param name="made">What an earlier run made; null where none did.</param>
internal sealed class Repeat(string owner, string key, long claimedAt, string? made)
{
    private static readonly AsyncLocal<Repeat?> Flow = new();

    /// <summary>Null where the request has no key, and outside of requests. It doesn't flow into a transaction: take it before.</summary>
    public static Repeat? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public long ClaimedAt => claimedAt;

    /// <summary>The id of what an earlier run of this request made, whose reply got lost: show it, make nothing.</summary>
    public string? Made => made;

    /// <summary>In the transaction that makes it.</summary>
    public async Task NoteAsync(Tx tx, string id)
    {
        if (await tx.ExecuteAsync(Note, new { owner, key, claimedAt, id }) == 0)
            throw new RefusalException(IdempotencyGate.Running);
    }

    private const string Note = "update idempotency set made = @id where owner = @owner and key = @key and started_at = @claimedAt and status is null";
}
