using Kinora.Platform.Database;
using Kinora.Signals.Contracts;
using Npgsql;
using SQLitePCL;

namespace Kinora.Signals;

/// <summary>Sole writer of <c>signal</c>: many rows at once, each event once.</summary>
internal static class SignalStore
{
    /// <summary>
    /// Inserts what is new; true at the place of each signal that was. One prepared statement on SQLite, one statement of arrays on
    /// PostgreSQL: that is what either is fastest at.
    /// </summary>
    public static async Task<bool[]> InsertAsync(Tx tx, string profileId, long version, IReadOnlyList<Signal> signals)
    {
        if (tx.Connection is SqliteKept sqlite)
            return OneByOne(sqlite, profileId, version, signals);
        await tx.ActAsync();
        await using var command = ((NpgsqlConnection)tx.Connection).CreateCommand();
        command.Transaction = (NpgsqlTransaction?)tx.Transaction;
        command.Parameters.AddWithValue("profile_id", profileId);
        command.Parameters.AddWithValue("version", version);
        return await AsArraysAsync(command, signals, tx.Cancel);
    }

    public static Task ForgetSeenAsync(Tx tx, string profileId, long upToVersion, long receivedBefore) =>
        tx.ExecuteAsync(ForgetSeen, new { profileId, upToVersion, receivedBefore });

    private const string ForgetSeen = """
        delete from signal
        where profile_id = @profileId and version <= @upToVersion and received_at < @receivedBefore and kind = 'seen'
        """;

    /// <summary>
    /// Bound by place on the engine itself: a command of the provider looks every parameter up by its name again for each row, which takes
    /// longer than the row does.
    /// </summary>
    private static bool[] OneByOne(SqliteKept connection, string profileId, long version, IReadOnlyList<Signal> signals)
    {
        var (handle, statement) = (connection.Handle!, connection.Statement(Insert));
        var inserted = new bool[signals.Count];
        Bind(statement, 1, profileId);
        Bind(statement, 2, version);
        for (var n = 0; n < inserted.Length; n++)
        {
            Bind(statement, 3, n);
            for (var c = 0; c < Columns.Length; c++)
                Columns[c].Bind(statement, c + 4, signals[n]);
            var code = raw.sqlite3_step(statement);
            inserted[n] = code == raw.SQLITE_DONE && raw.sqlite3_changes(handle) == 1;
            SqliteFault.Check(handle, raw.sqlite3_reset(statement));
        }

        return inserted;
    }

    private static void Bind(sqlite3_stmt statement, int place, string? value)
    {
        if (value is null)
            raw.sqlite3_bind_null(statement, place);
        else
            raw.sqlite3_bind_text(statement, place, value);
    }

    private static void Bind(sqlite3_stmt statement, int place, long? value)
    {
        if (value is null)
            raw.sqlite3_bind_null(statement, place);
        else
            raw.sqlite3_bind_int64(statement, place, value.Value);
    }

    private static void Bind(sqlite3_stmt statement, int place, double? value)
    {
        if (value is null)
            raw.sqlite3_bind_null(statement, place);
        else
            raw.sqlite3_bind_double(statement, place, value.Value);
    }

    private static async Task<bool[]> AsArraysAsync(NpgsqlCommand command, IReadOnlyList<Signal> signals, CancellationToken cancel)
    {
        command.CommandText = $"""
            insert into signal (profile_id, version, number, {Names})
            select @profile_id, @version, t.* from unnest(@number::integer[], {string.Join(", ", Columns.Select(c => $"@{c.Name}::{c.Type}[]"))}) as t
            on conflict do nothing
            returning number
            """;
        command.Parameters.AddWithValue("number", Enumerable.Range(0, signals.Count).ToArray());
        foreach (var column in Columns)
            command.Parameters.AddWithValue(column.Name, column.Array(signals));
        var inserted = new bool[signals.Count];
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            inserted[reader.GetInt32(0)] = true;
        return inserted;
    }

    private static readonly Column[] Columns =
    [
        Column.Text("event_id", s => s.EventId),
        Column.Text("kind", s => s.Kind.Name()),
        Column.Text("title_id", s => s.TitleId),
        new("ordinal", "integer", (to, place, s) => Bind(to, place, s.Ordinal), all => all.Select(s => s.Ordinal).ToArray()),
        Column.Text("target", s => s.Target),
        Column.Long("at", s => s.At),
        Column.Long("received_at", s => s.ReceivedAt),
        Column.Text("feed_session", s => s.FeedSession),
        Column.Long("served_at", s => s.ServedAt),
        Column.Long("position_ms", s => s.PositionMs),
        Column.Long("duration_ms", s => s.DurationMs),
        Column.Text("watched", s => s.Watched),
        new("value", "double precision", (to, place, s) => Bind(to, place, s.Value), all => all.Select(s => s.Value).ToArray()),
        Column.Text("note", s => s.Note),
        Column.Text("surface", s => s.Surface),
        Column.Text("device", s => s.Device),
    ];

    private static readonly string Names = string.Join(", ", Columns.Select(column => column.Name));

    private static readonly string Insert =
        $"insert into signal (profile_id, version, number, {Names}) values (?, ?, ?{string.Concat(Columns.Select(_ => ", ?"))}) on conflict do nothing";

    private sealed record Column(
        string Name, string Type, Action<sqlite3_stmt, int, Signal> Bind, Func<IReadOnlyList<Signal>, Array> Array)
    {
        public static Column Text(string name, Func<Signal, string?> of) =>
            new(name, "text", (to, place, s) => SignalStore.Bind(to, place, of(s)), all => all.Select(of).ToArray());

        public static Column Long(string name, Func<Signal, long?> of) =>
            new(name, "bigint", (to, place, s) => SignalStore.Bind(to, place, of(s)), all => all.Select(of).ToArray());
    }
}
