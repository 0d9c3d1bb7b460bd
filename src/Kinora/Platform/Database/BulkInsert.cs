using Npgsql;
using SQLitePCL;

namespace Kinora.Platform.Database;

/// <summary>Many rows into one table, as fast as each engine can.</summary>
internal static class BulkInsert
{
    /// <summary>
    /// Inserts the rows: one prepared statement on SQLite, a binary copy on PostgreSQL. Values are <c>long</c>, <c>string</c>, <c>bool</c>,
    /// <c>double</c>, <c>byte[]</c> or null, of exactly the column's type. Not for tables with
    /// a person's rows: PostgreSQL copies nothing into those.
    /// </summary>
    public static async Task InsertManyAsync(this Tx tx, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
            return;
        await tx.ActAsync();
        if (tx.Connection is NpgsqlConnection postgres)
            await CopyAsync(postgres, $"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", rows, tx.Cancel);
        else
            InsertEach((SqliteKept)tx.Connection, table, columns, rows);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string copy, IReadOnlyList<object?[]> rows, CancellationToken cancel)
    {
        await using var writer = await connection.BeginBinaryImportAsync(copy, cancel);
        foreach (var row in rows)
            await writer.WriteRowAsync(cancel, row);
        await writer.CompleteAsync(cancel);
    }

    /// <summary>Bound by place on the engine itself: the provider would look every parameter up by its name again for each row.</summary>
    private static void InsertEach(SqliteKept connection, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        var statement = connection.Statement(
            $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))})");
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                Bind(statement, i + 1, row[i]);
            raw.sqlite3_step(statement);
            // Also says what the step ran into.
            SqliteFault.Check(connection.Handle!, raw.sqlite3_reset(statement));
        }
    }

    private static void Bind(sqlite3_stmt statement, int place, object? value)
    {
        _ = value switch
        {
            null or DBNull => raw.sqlite3_bind_null(statement, place),
            string text => raw.sqlite3_bind_text(statement, place, text),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            bool yes => raw.sqlite3_bind_int(statement, place, yes ? 1 : 0),
            double number => raw.sqlite3_bind_double(statement, place, number),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            int number => raw.sqlite3_bind_int(statement, place, number),
            _ => throw new ArgumentException($"A {value.GetType().Name} is no value of a column.", nameof(value)),
        };
    }
}
