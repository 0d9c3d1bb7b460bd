using System.Reflection;

namespace Kinora.Platform.Database;

/// <summary>
/// Brings the database to the newest shape: the numbered <c>.sql</c> files of each module's <c>Migrations</c> folder, each once, all
/// under one lock, so that several processes may start together. <c>N.postgres.sql</c> replaces <c>N.sql</c> on PostgreSQL.
/// </summary>
internal sealed class Migrator(Db db, TimeProvider time, IEnumerable<IModule> modules, RowSecurity? rows = null)
{
    /// <summary>The files of all modules that this program carries, one for each step.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(name => name.Contains("Migrations", StringComparison.Ordinal)
                && name.EndsWith(".sql", StringComparison.Ordinal) && !name.EndsWith(".postgres.sql", StringComparison.Ordinal)),
    ];

    /// <summary>Applies what is missing and says how many files that were. <paramref name="upTo"/> serves tests of upgrades.</summary>
    public async Task<int> RunAsync(CancellationToken cancel, Func<string, int, bool>? upTo = null)
    {
        using var acting = Acting.As(Actor.Owner);
        await db.ExecuteAsync(Ledger, null, cancel);
        var mine = modules.SelectMany(module => Of(module.Name)).ToList();
        var done = await DoneAsync(mine, cancel);
        var applied = 0;
        // What is done is not asked for again under the lock: a start, and every command, would queue once for each step.
        foreach (var migration in mine.Where(m => !done.Contains((m.Module, m.Number)) && (upTo?.Invoke(m.Module, m.Number) ?? true)))
        {
            if (await db.TransactAsync(tx => ApplyAsync(tx, migration), cancel))
                applied++;
        }

        if (rows is not null)
            await rows.ApplyAsync(cancel);
        return applied;
    }

    /// <summary>The steps taken. A database that a newer program has changed is left alone: this one would not know what it writes into.</summary>
    private async Task<HashSet<(string Module, int Number)>> DoneAsync(List<Migration> mine, CancellationToken cancel)
    {
        var known = mine.Select(migration => (migration.Module, migration.Number)).ToHashSet();
        var done = await db.QueryAsync<Step>("select module, number, name from migration order by module, number", null, cancel);
        if (done.Find(step => !known.Contains((step.Module, step.Number))) is { } strange)
        {
            throw new InvalidOperationException(
                $"This database was made by a newer version of Kinora (it has {strange.Module}/{strange.Name}): start that version, or restore a backup made before it.");
        }

        return [.. done.Select(step => (step.Module, step.Number))];
    }

    private async Task<bool> ApplyAsync(Tx tx, Migration migration)
    {
        await tx.LockAsync("migrations");
        var key = new { migration.Module, migration.Number };
        if (await tx.ScalarAsync<long>("select count(*) from migration where module = @Module and number = @Number", key) > 0)
            return false;
        await RowSecurity.ReleaseAsync(tx);
        await tx.ExecuteAsync(migration.Sql);
        await tx.ExecuteAsync(
            "insert into migration (module, number, name, applied_at) values (@Module, @Number, @Name, @at)",
            new { migration.Module, migration.Number, migration.Name, at = time.GetUtcNow().ToUnixTimeMilliseconds() });
        return true;
    }

    private IEnumerable<Migration> Of(string module)
    {
        var prefix = $"{module}/Migrations/";
        var files = typeof(Migrator).Assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var file in files.Where(f => !f.EndsWith(".postgres.sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var variant = file[..^".sql".Length] + ".postgres.sql";
            var chosen = db.Dialect is PostgresDialect && files.Contains(variant) ? variant : file;
            var name = file[prefix.Length..];
            yield return new Migration(module, int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name, Read(chosen));
        }
    }

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Migration {resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private const string Ledger = """
        create table if not exists migration (
            module text not null, number integer not null, name text not null, applied_at bigint not null,
            primary key (module, number))
        """;

    private sealed record Step
    {
        public required string Module { get; init; }

        public required int Number { get; init; }

        public required string Name { get; init; }
    }

    private sealed record Migration(string Module, int Number, string Name, string Sql);
}
