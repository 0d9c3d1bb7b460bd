using Kinora.Accounts.Contracts;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Kinora.Tests.Support;
using Npgsql;

namespace Kinora.Tests.Platform.Database;

/// <summary>Every table of the real schema that names a person is tried as somebody else, as an admin, and as nobody.</summary>
public sealed class RowSecurityTests
{
    /// <summary>Tables that name a person and hold nobody's rows.</summary>
    private static readonly Dictionary<string, string> OfTheHouse = new(StringComparer.Ordinal)
    {
        ["title"] = "The catalogue is everybody's; whose a title is decides about its visibility, in the snapshot.",
        ["collection"] = "Collections are the house's.",
        ["change_set"] = "The catalogue's own history.",
        ["import_run"] = "The catalogue's own history.",
        ["event"] = "The outbox: written by whoever does something, read by the server alone.",
        ["audit"] = "Append-only: written along with what an admin does, read on a route for admins.",
    };

    /// <summary>What admins manage. Everything else of a person is closed to them too.</summary>
    private static readonly string[] OfTheAdmins = ["job", "one_time_code", "profile", "report", "user_account"];

    /// <summary>What not even its own person reads.</summary>
    private static readonly string[] OfNobody = ["one_time_code"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_that_names_a_person_is_guarded_and_forced()
    {
        await using var app = await StartAsync();

        var bare = await app.Get<Db>().QueryAsync<string>(
            """
            select distinct c.table_name::text from information_schema.columns c join pg_class t on t.oid = c.table_name::regclass
            where c.table_schema = current_schema() and t.relkind = 'r'
                and (c.column_name = any(@columns) or c.table_name in ('user_account', 'profile'))
                and not (t.relrowsecurity and t.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = t.oid))
            """,
            new { columns = PersonTables.PersonColumns }, Cancel);

        Assert.Empty(bare.Except(OfTheHouse.Keys));
        Assert.Empty(await UnguardedAfterPlantingAsync(app));
    }

    [Fact]
    public async Task The_roles_own_nothing_and_bypass_nothing()
    {
        await using var app = await StartAsync();

        var mighty = await app.Get<Db>().QueryAsync<string>(
            """
            select r.rolname::text from pg_roles r where r.rolname in ('anon', 'authenticated', 'service_role')
                and (r.rolsuper or r.rolbypassrls or r.rolcanlogin or exists (select 1 from pg_class c where c.relowner = r.oid))
            """,
            null, Cancel);

        Assert.Empty(mighty);
    }

    [Fact]
    public async Task Each_table_keeps_a_persons_rows_from_strangers_from_nobody_and_mostly_from_admins()
    {
        await using var app = await StartAsync();
        var (db, users) = (app.Get<Db>(), app.Get<IUsers>());
        var (ann, bob) = ((await users.AddAsync(new NewUser("ann"), Cancel)).Value, (await users.AddAsync(new NewUser("bob"), Cancel)).Value);
        var tables = (await PersonTables.PlantAsync(db, ann)).Where(table => !OfTheHouse.ContainsKey(table.Name)).ToList();
        var wrong = new List<string>();
        foreach (var table in tables)
        {
            await TryAsync("nobody", Actor.Nobody, table, false);
            await TryAsync("a stranger", Actor.Person(bob.Id, admin: false), table, false);
            await TryAsync("an admin", Actor.Person(bob.Id, admin: true), table, OfTheAdmins.Contains(table.Name));
            await TryAsync("the person", Actor.Person(ann.Id, admin: false), table, !OfNobody.Contains(table.Name));
            await TryAsync("the server", Actor.System, table, true);
        }

        Assert.True(tables.Count >= 12, $"Only {tables.Count} tables were tried.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        async Task TryAsync(string who, Actor actor, PersonTable table, bool may)
        {
            using var acting = Acting.As(actor);
            var mine = $"{table.Columns.First(column => column.Name is "profile_id" or "user_id" or "owner" || table.Name == "user_account" && column.Name == "id").Name} in (@user, @profile)";
            var args = new { user = ann.Id, profile = ann.DefaultProfileId };
            var seen = await db.ScalarAsync<long>($"select count(*) from {table.Name} where {mine}", args, Cancel);
            if (seen > 0 != may)
                wrong.Add($"{who} sees {seen} rows of {table.Name}");
            var (changed, removed) = await WithoutTraceAsync(db, table, mine, args);
            if (changed > 0 != may || removed > 0 != may)
                wrong.Add($"{who} changes {changed} and removes {removed} rows of {table.Name}");
            if (!may && await TakesAsync(db, table, ann))
                wrong.Add($"{who} writes a row for another person into {table.Name}");
        }
    }

    [Theory, EachDatabase]
    public async Task A_request_without_a_credential_reads_no_row_and_a_connection_forgets_who_came_before(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (ann, bob) = (await app.ClientAsAsync("ann"), await app.ClientAsAsync("bob"));
        for (var round = 0; round < 5; round++)
        {
            Assert.Contains("ann", await ann.GetStringAsync("/api/auth/session", Cancel), StringComparison.Ordinal);
            Assert.Contains("bob", await bob.GetStringAsync("/api/auth/session", Cancel), StringComparison.Ordinal);
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await app.Http.GetAsync("/api/auth/session", Cancel)).StatusCode);
        }

        if (app.Get<Db>().Dialect is SqliteDialect)
            return;
        using var acting = Acting.As(Actor.Nobody);
        Assert.Equal(0, await app.Get<Db>().ScalarAsync<long>("select count(*) from user_account", null, Cancel));
    }

    [Theory]
    [InlineData("createrole")]
    [InlineData("nocreaterole")]
    public async Task One_login_that_is_no_superuser_serves_migrations_and_requests(string right)
    {
        var own = await NewDatabaseAsync();
        var login = await LoginAsync(own, right);
        if (right == "nocreaterole")
        {
            // The roles stand since the first database of this server; a superuser lets the login take them on.
            await (await TestApp.StartAsync("postgres")).DisposeAsync();
            await using var db = own.Open();
            await db.ExecuteAsync($"grant anon, authenticated, service_role to {login.Name}", null, Cancel);
        }

        await using var app = await TestApp.StartOnAsync(own, [("Database:ConnectionString", login.Options.ConnectionString)]);
        var ann = await app.ClientAsAsync("ann", Role.Admin);

        Assert.Contains("ann", await ann.GetStringAsync("/api/auth/session", Cancel), StringComparison.Ordinal);
        Assert.Contains("ann", await ann.GetStringAsync("/api/admin/users", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_may_make_no_roles_is_told_what_to_run()
    {
        await using var own = await NewDatabaseAsync();
        var login = await LoginAsync(own, "nocreaterole");
        await using var db = new PostgresDb(login.Options);
        // Roles belong to the server and are there already; this one is a member of none of them.
        var rows = new RowSecurity(db, Microsoft.Extensions.Options.Options.Create(login.Options), [], []);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => rows.ApplyAsync(Cancel));

        Assert.Contains($"grant anon, authenticated, service_role to {login.Name};", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<TestApp> StartAsync()
    {
        Assert.SkipWhen(TestPostgres.Missing is not null && !TestPostgres.Required, TestPostgres.Missing ?? "");
        return await TestApp.StartAsync("postgres");
    }

    private static async Task<TestDatabase> NewDatabaseAsync()
    {
        Assert.SkipWhen(TestPostgres.Missing is not null && !TestPostgres.Required, TestPostgres.Missing ?? "");
        return await TestDatabase.CreateAsync("postgres");
    }

    /// <summary>A login that owns the database and nothing else.</summary>
    private static async Task<(string Name, DatabaseOptions Options)> LoginAsync(TestDatabase own, string right)
    {
        var superuser = new NpgsqlConnectionStringBuilder(own.Settings["Database:ConnectionString"]);
        var name = $"login_{superuser.Database}";
        await using var db = own.Open();
        await db.ExecuteAsync($"create role {name} login {right}", null, Cancel);
        await db.ExecuteAsync($"alter database {superuser.Database} owner to {name}", null, Cancel);
        await db.ExecuteAsync($"alter schema public owner to {name}", null, Cancel);
        own.OnDrop($"drop role if exists {name}");
        superuser.Username = name;
        return (name, new DatabaseOptions { Engine = "postgres", ConnectionString = superuser.ConnectionString });
    }

    private static async Task<IEnumerable<string>> UnguardedAfterPlantingAsync(TestApp app)
    {
        await app.Get<Db>().ExecuteAsync("create table planted (id text not null primary key, profile_id text not null)", null, Cancel);
        await app.Get<RowSecurity>().ApplyAsync(Cancel);
        using var acting = Acting.As(Actor.Nobody);
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => app.Get<Db>().ExecuteAsync("insert into planted (id, profile_id) values ('1', '2')", null, Cancel));
        return refused.SqlState == PostgresErrorCodes.InsufficientPrivilege ? [] : ["planted"];
    }

    /// <summary>Rows that an update and a delete touch, undone again.</summary>
    private static async Task<(int Changed, int Removed)> WithoutTraceAsync(Db db, PersonTable table, string mine, object args)
    {
        var found = (Changed: 0, Removed: 0);
        await db.TransactAsync<Kinora.Platform.Outcome<Kinora.Platform.Done>>(
            async tx =>
            {
                var column = table.Columns[0].Name;
                found.Changed = await tx.ExecuteAsync($"update {table.Name} set {column} = {column} where {mine}", args);
                found.Removed = await tx.ExecuteAsync($"delete from {table.Name} where {mine}", args);
                return new Kinora.Platform.Refusal(Kinora.Platform.RefusalKind.Conflict, "undone", "Only tried.");
            },
            Cancel);
        return found;
    }

    private static async Task<bool> TakesAsync(Db db, PersonTable table, UserInfo person)
    {
        try
        {
            return await PersonTables.PlantAsync(db, table, person) > 0;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }
}
