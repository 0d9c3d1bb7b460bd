using Npgsql;

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
            InsertEach(tx, table, columns, rows);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string copy, IReadOnlyList<object?[]> rows, CancellationToken cancel)
    {
        await using var writer = await connection.BeginBinaryImportAsync(copy, cancel);
        foreach (var row in rows)
            await writer.WriteRowAsync(cancel, row);
        await writer.CompleteAsync(cancel);
    }

    private static void InsertEach(Tx tx, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        using var command = tx.Connection.CreateCommand();
        command.Transaction = tx.Transaction;
        command.CommandText = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                command.Parameters[i].Value = row[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }
}
