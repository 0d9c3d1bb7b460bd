using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Kinora.Platform.Database;

namespace Kinora.Platform.Privacy;

/// <summary>Writes one table's rows of a person, a thousand at a time: a person's signals may be many.</summary>
internal sealed class ExportRows(Db db)
{
    private const int Step = 1_000;

    /// <summary>A JSON array, one object a line; gives how many there are.</summary>
    public async Task<long> WriteAsync(ExportTable table, ExportSubject subject, Stream to, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteAsync("[");
        var (count, last) = (0L, (IReadOnlyList<object?>?)null);
        while (true)
        {
            var rows = await db.QueryAsync<object>(Sql(table, db.Dialect, last is not null), Arguments(subject, last), cancel);
            foreach (var row in rows.Cast<IDictionary<string, object?>>())
            {
                await writer.WriteAsync(count++ == 0 ? "\n" : ",\n");
                await writer.WriteAsync(Row(table, row).ToJsonString(KinoraJson.Options).AsMemory(), cancel);
                last = [.. table.Key.Select(key => row[key])];
            }

            if (rows.Count < Step)
                break;
        }

        await writer.WriteLineAsync(count == 0 ? "]" : "\n]");
        return count;
    }

    private static string Sql(ExportTable table, Dialect dialect, bool further)
    {
        var keys = string.Join(", ", table.Key);
        var behind = further ? $" and ({keys}) > ({string.Join(", ", table.Key.Select((_, i) => $"@k{i}"))})" : "";
        return $"""
            select {string.Join(", ", table.Columns.Union(table.Key, StringComparer.Ordinal))} from {table.Table}
            where {table.Whose.Condition(dialect)}{behind} order by {keys} limit {Step}
            """;
    }

    private DynamicParameters Arguments(ExportSubject subject, IReadOnlyList<object?>? last)
    {
        var arguments = new DynamicParameters(new { user = subject.UserId, name = subject.UserName, profiles = db.Dialect.List(subject.ProfileIds) });
        for (var i = 0; i < (last?.Count ?? 0); i++)
            arguments.Add($"k{i}", last![i]);
        return arguments;
    }

    private static JsonObject Row(ExportTable table, IDictionary<string, object?> row)
    {
        var written = new JsonObject();
        foreach (var column in table.Columns)
        {
            var value = row[column];
            written[column] = table.Read.TryGetValue(column, out var read) ? read(value)
                : table.Json.Contains(column) ? Json(value)
                : table.Flags.Contains(column) ? Flag(value)
                : value is long at && (column == "at" || column.EndsWith("_at", StringComparison.Ordinal)) ? Time(at)
                : Plain(value);
        }

        return written;
    }

    private static JsonNode? Json(object? value)
    {
        try
        {
            return value is string text ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return Plain(value);
        }
    }

    private static JsonNode? Flag(object? value) => value is null ? null : Convert.ToBoolean(value, CultureInfo.InvariantCulture);

    private static JsonNode Time(long at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static JsonValue? Plain(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        byte[] bytes => JsonValue.Create(Convert.ToBase64String(bytes)),
        _ => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };
}
