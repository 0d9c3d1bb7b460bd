using System.Data.Common;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;
using Npgsql;

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
        await using var command = tx.Connection.CreateCommand();
        command.Transaction = tx.Transaction;
        Add(command, "profile_id", profileId);
        Add(command, "version", version);
        return tx.Dialect is PostgresDialect
            ? await AsArraysAsync((NpgsqlCommand)command, signals, tx.Cancel)
            : OneByOne(command, signals);
    }

    private static bool[] OneByOne(DbCommand command, IReadOnlyList<Signal> signals)
    {
        command.CommandText =
            $"insert into signal (profile_id, version, number, {Names}) values (@profile_id, @version, @number, {Parameters}) on conflict do nothing";
        var number = Add(command, "number", 0);
        var cells = Columns.Select(column => Add(command, column.Name, DBNull.Value)).ToArray();
        command.Prepare();
        var inserted = new bool[signals.Count];
        for (var n = 0; n < signals.Count; n++)
        {
            number.Value = n;
            for (var c = 0; c < cells.Length; c++)
                cells[c].Value = Columns[c].Of(signals[n]) ?? DBNull.Value;
            // SQLite has no asynchronous calls, and the writer's thread is there for exactly this.
#pragma warning disable CA1849
            inserted[n] = command.ExecuteNonQuery() == 1;
#pragma warning restore CA1849
        }

        return inserted;
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

    private static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static readonly Column[] Columns =
    [
        Column.Text("event_id", s => s.EventId),
        Column.Text("kind", s => s.Kind.Name()),
        Column.Text("title_id", s => s.TitleId),
        new("ordinal", "integer", s => s.Ordinal, all => all.Select(s => s.Ordinal).ToArray()),
        Column.Text("target", s => s.Target),
        Column.Long("at", s => s.At),
        Column.Long("received_at", s => s.ReceivedAt),
        Column.Text("feed_session", s => s.FeedSession),
        Column.Long("served_at", s => s.ServedAt),
        Column.Long("position_ms", s => s.PositionMs),
        Column.Long("duration_ms", s => s.DurationMs),
        Column.Text("watched", s => s.Watched),
        new("value", "double precision", s => s.Value, all => all.Select(s => s.Value).ToArray()),
        Column.Text("note", s => s.Note),
        Column.Text("surface", s => s.Surface),
        Column.Text("device", s => s.Device),
    ];

    private static readonly string Names = string.Join(", ", Columns.Select(column => column.Name));

    private static readonly string Parameters = string.Join(", ", Columns.Select(column => $"@{column.Name}"));

    private sealed record Column(string Name, string Type, Func<Signal, object?> Of, Func<IReadOnlyList<Signal>, Array> Array)
    {
        public static Column Text(string name, Func<Signal, string?> of) => new(name, "text", of, all => all.Select(of).ToArray());

        public static Column Long(string name, Func<Signal, long?> of) => new(name, "bigint", s => of(s), all => all.Select(of).ToArray());
    }
}
