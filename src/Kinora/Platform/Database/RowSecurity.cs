using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Kinora.Platform.Database;

/// <summary>
/// PostgreSQL's row-level security: every table with a person's column (<see cref="RowOwner"/>) is FORCEd and has policies for the three
/// roles that the server takes on, transaction by transaction. Applied after the migrations, by columns: a new table is guarded without
/// being named anywhere.
/// </summary>
internal sealed class RowSecurity(Db db, IOptions<DatabaseOptions> options, IEnumerable<RowOwner> owners, IEnumerable<RowRule> rules)
{
    public const string Anonymous = "anon";
    public const string Person = "authenticated";
    public const string Service = "service_role";

    /// <summary>Put before the first statement of a transaction, so that saying who acts is no round trip of its own.</summary>
    public const string Act = "call act_as(@acting_role, @acting_claims);\n";

    private static readonly string[] Roles = [Anonymous, Person, Service];

    /// <summary>What was forced is the owner's to migrate until <see cref="ApplyAsync"/> forces it again.</summary>
    public static async Task ReleaseAsync(Tx tx)
    {
        if (tx.Dialect is not PostgresDialect)
            return;
        foreach (var table in await tx.QueryAsync<string>(Forced))
            await tx.ExecuteAsync($"alter table {table} no force row level security");
    }

    /// <summary>Brings roles, functions, rights and policies to what they should be; where they are, this is two questions.</summary>
    public async Task ApplyAsync(CancellationToken cancel)
    {
        if (db.Dialect is not PostgresDialect)
            return;
        using var acting = Acting.As(Actor.Owner);
        await db.TransactAsync(
            async tx =>
            {
                await tx.LockAsync("migrations");
                await RolesAsync(tx);
                var tables = await tx.QueryAsync<Table>(Tables, new { marked = Everything });
                var script = new StringBuilder();
                if (tables.Exists(table => !table.Granted) || await tx.ScalarAsync<string>(RowSecuritySql.Mark) != RowSecuritySql.Version)
                    script.Append(RowSecuritySql.Script);
                foreach (var table in tables)
                    Guard(script, table);
                if (script.Length > 0)
                    await tx.ExecuteAsync(script.ToString());
            },
            cancel);
    }

    private const string Everything = "everything";

    /// <summary>The roles belong to the whole server, so several databases may make them at the same moment.</summary>
    private async Task RolesAsync(Tx tx)
    {
        var login = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString).Username;
        try
        {
            foreach (var role in Roles)
            {
                if (await tx.ScalarAsync<long>("select count(*) from pg_roles where rolname = @role", new { role }) == 0)
                    await tx.ExecuteAsync($"do $$ begin create role {role} nologin; exception when duplicate_object or unique_violation then null; end $$");
                if (login is not null && !await tx.ScalarAsync<bool>(RowSecuritySql.IsMember, new { login, role }))
                    await tx.ExecuteAsync($"grant {role} to \"{login.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            }
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException(
                $"PostgreSQL lets '{login}' make no roles. Let a superuser run this once: "
                + string.Concat(Roles.Select(role => $"create role {role} nologin; ")) + $"grant {string.Join(", ", Roles)} to {login};",
                fault);
        }
    }

    private void Guard(StringBuilder script, Table table)
    {
        var rule = rules.FirstOrDefault(one => one.Table == table.Name);
        var own = rule?.Own ?? Own(table);
        if (own is null)
            return;
        var text = new StringBuilder()
            .Append("alter table ").Append(table.Name).Append(" enable row level security;\nalter table ").Append(table.Name)
            .AppendLine(" force row level security;")
            .Append(Policy(table.Name, "own", Person, own))
            .Append(rule?.Admins == true ? Policy(table.Name, "admins", Person, RowSecuritySql.IsAdmin) : $"drop policy if exists admins on {table.Name};\n")
            .Append(Policy(table.Name, Everything, Service, "true"))
            .ToString();
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        if (!table.Forced || table.Mark != mark)
            script.Append(text).Append("comment on policy ").Append(Everything).Append(" on ").Append(table.Name).Append(" is '").Append(mark).AppendLine("';");
    }

    /// <summary>Of several person's columns each that is set must be the person's own, and one is set.</summary>
    private string? Own(Table table)
    {
        var own = owners.Where(owner => table.Columns.Contains(owner.Column, StringComparer.Ordinal)).ToList();
        return own.Count switch
        {
            0 => null,
            1 => own[0].Condition,
            _ => string.Join(" and ", own.Select(one => $"({one.Column} is null or {one.Condition})"))
                + $" and coalesce({string.Join(", ", own.Select(one => one.Column))}) is not null",
        };
    }

    private static string Policy(string table, string name, string role, string condition) =>
        $"drop policy if exists {name} on {table};\ncreate policy {name} on {table} to {role} using ({condition}) with check ({condition});\n";

    private const string Forced = """
        select relname::text from pg_class
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relforcerowsecurity
        """;

    private const string Tables = """
        select c.relname::text as name, c.relrowsecurity and c.relforcerowsecurity as forced,
            has_table_privilege('service_role', c.oid, 'select') as granted,
            array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
            (select obj_description(p.oid, 'pg_policy') from pg_policy p where p.polrelid = c.oid and p.polname = @marked) as mark
        from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') order by c.relname
        """;

    private sealed record Table
    {
        public required string Name { get; init; }

        public required bool Forced { get; init; }

        public required bool Granted { get; init; }

        public required string[] Columns { get; init; }

        public required string? Mark { get; init; }
    }
}
