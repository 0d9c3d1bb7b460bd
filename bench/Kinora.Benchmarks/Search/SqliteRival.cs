using Kinora.Platform.Database;
using Microsoft.Data.Sqlite;

namespace Kinora.Benchmarks.Search;

/// <summary>FTS5 with the trigram tokenizer, in memory; queries shorter than three letters, which it cannot index, by LIKE.</summary>
internal sealed class SqliteRival : IRival
{
    private readonly SqliteConnection _connection;

    public SqliteRival(GeneratedTitles titles)
    {
        SqliteNative.Load();
        _connection = new SqliteConnection("Data Source=:memory:");
        _connection.Open();
        Execute("create table title(ordinal integer primary key, name text, original text, popularity real)");
        using (var transaction = _connection.BeginTransaction())
        {
            using var insert = _connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "insert into title values ($ordinal, $name, $original, $popularity)";
            foreach (var name in new[] { "$ordinal", "$name", "$original", "$popularity" }) insert.Parameters.Add(new SqliteParameter(name, null));
            for (var i = 0; i < titles.Names.Length; i++)
            {
                insert.Parameters[0].Value = i;
                insert.Parameters[1].Value = titles.Names[i].Name;
                insert.Parameters[2].Value = titles.Names[i].Original ?? "";
                insert.Parameters[3].Value = titles.Popularity(i >> 16)[i & 0xFFFF];
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Execute("create virtual table found using fts5(name, original, content='title', content_rowid='ordinal', tokenize='trigram')");
        Execute("insert into found(found) values ('rebuild')");
        Execute("insert into found(found) values ('optimize')");
    }

    public string Name => "SQLite FTS5";

    public long Bytes => (long)Scalar("pragma page_count") * (long)Scalar("pragma page_size");

    public int Find(string query, int limit)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query.Length >= 3
            ? """
              select t.ordinal from found f join title t on t.ordinal = f.rowid where found match $query order by t.popularity desc limit $limit;
              select count(*) from found where found match $query
              """
            : """
              select ordinal from title where name like $query or original like $query order by popularity desc limit $limit;
              select count(*) from title where name like $query or original like $query
              """;
        command.Parameters.AddWithValue("$query", query.Length >= 3 ? $"\"{query.Replace("\"", "\"\"")}\"" : $"%{query}%");
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var count = 0;
        while (reader.Read()) count++;
        reader.NextResult();
        reader.Read();
        return count;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private object Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
