using Kinora.Platform.Database;
using Kinora.Tests.Support;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kinora.Tests.Platform.Database;

public sealed class SqliteWriterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_on_one_file_lose_nothing()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        await using var one = own.Open();
        await one.ExecuteAsync("create table counter (id text primary key, n bigint not null)", null, Cancel);
        await one.ExecuteAsync("insert into counter (id, n) values ('a', 0)", null, Cancel);
        await using var two = own.Open();

        static Task AddAsync(Db db) => db.TransactAsync(
            async tx =>
            {
                var n = await tx.ScalarAsync<long>("select n from counter where id = 'a'");
                await tx.ExecuteAsync("update counter set n = @n where id = 'a'", new { n = n + 1 });
            },
            Cancel);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => AddAsync(n % 2 == 0 ? one : two)));

        Assert.Equal(1000, await two.ScalarAsync<long>("select n from counter where id = 'a'", null, Cancel));
    }

    [Fact]
    public async Task A_file_that_another_process_holds_is_waited_for_and_not_for_ever()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        await using var db = own.Open(statementSeconds: 1);
        await db.ExecuteAsync("create table note (n bigint primary key)", null, Cancel);
        using var other = new SqliteConnection($"Data Source={Path.Combine(own.Folder, "kinora.db")};Pooling=False");
        await other.OpenAsync(Cancel);
        void Other(string sql)
        {
            using var command = other.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        Other("begin immediate");
        var waiting = db.ExecuteAsync("insert into note (n) values (1)", null, Cancel);
        Assert.False(waiting.IsCompleted);
        Other("commit");
        Assert.Equal(1, await waiting);

        Other("begin immediate");
        var many = Enumerable.Range(2, 3).Select(n => db.ExecuteAsync("insert into note (n) values (@n)", new { n }, Cancel)).ToList();
        await Assert.ThrowsAsync<TimeoutException>(() => many[0]);
        Other("commit");
        await Task.WhenAll(many.Skip(1));
        Assert.Equal(3, await db.ScalarAsync<long>("select count(*) from note", null, Cancel));
    }

    [Fact]
    public async Task A_statement_that_was_used_before_sees_what_became_of_its_table_and_may_be_used_within_itself()
    {
        const string All = "select * from note order by n";
        await using var own = await TestDatabase.CreateAsync("sqlite");
        await using var db = own.Open();
        await db.ExecuteAsync("create table note (n bigint primary key)", null, Cancel);
        await db.ExecuteAsync("insert into note (n) values (1), (2)", null, Cancel);
        Assert.Equal(2, (await db.QueryAsync<(long N, string? Word)>(All, null, Cancel)).Count);

        await db.ExecuteAsync("alter table note add column word text default 'kept'", null, Cancel);
        var again = await db.QueryAsync<(long N, string? Word)>(All, null, Cancel);
        var pairs = await db.ReadAsync(
            async session =>
            {
                var count = 0;
                await using var outer = await session.ReaderAsync(All);
                while (await outer.ReadAsync(Cancel))
                    count += (await session.QueryAsync<long>(All)).Count;
                return count;
            },
            Cancel);

        Assert.Equal([(1, "kept"), (2, "kept")], again);
        Assert.Equal(4, pairs);
    }

    [Fact]
    public async Task A_commit_that_fails_fails_only_the_work_that_broke_it()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        await using var db = own.Open();
        await db.ExecuteAsync(
            "create table parent (id bigint primary key); "
            + "create table child (id bigint primary key, parent bigint references parent (id) deferrable initially deferred)",
            null,
            Cancel);

        var works = Enumerable.Range(0, 60).Select(async n =>
        {
            try
            {
                await db.ExecuteAsync("insert into child (id, parent) values (@n, @parent)", new { n, parent = n % 10 == 5 ? 1 : (int?)null }, Cancel);
                return true;
            }
            catch (SqliteException)
            {
                return false;
            }
        });
        var kept = await Task.WhenAll(works);

        Assert.Equal(54, kept.Count(one => one));
        Assert.Equal(54, await db.ScalarAsync<long>("select count(*) from child where parent is null", null, Cancel));
        Assert.Equal(54, await db.ScalarAsync<long>("select count(*) from child", null, Cancel));
    }

    [Fact]
    public async Task A_full_disk_fails_what_did_not_fit_and_keeps_all_that_was_acknowledged()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        await using var db = own.Open();
        await db.ExecuteAsync("create table blob (n bigint primary key, content text not null)", null, Cancel);
        await db.ExecuteAsync("pragma max_page_count = 200", null, Cancel);

        var acknowledged = new List<int>();
        var works = Enumerable.Range(0, 80).Select(async n =>
        {
            try
            {
                await db.ExecuteAsync("insert into blob (n, content) values (@n, @content)", new { n, content = new string('x', 20_000) }, Cancel);
                lock (acknowledged)
                    acknowledged.Add(n);
            }
            catch (SqliteException full) when (full.SqliteErrorCode == 13)
            {
                // Not acknowledged.
            }
        });
        await Task.WhenAll(works);
        await db.ExecuteAsync("pragma max_page_count = 100000", null, Cancel);
        await db.ExecuteAsync("insert into blob (n, content) values (1000, '')", null, Cancel);

        Assert.InRange(acknowledged.Count, 20, 60);
        Assert.Equal(
            acknowledged.Order().Select(n => (long)n), await db.QueryAsync<long>("select n from blob where n < 1000 order by n", null, Cancel));
    }

    [Fact]
    public async Task A_write_without_end_is_stopped_and_the_others_of_its_group_are_kept()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        await using var db = own.Open(statementSeconds: 1);
        await db.ExecuteAsync("create table note (n bigint primary key)", null, Cancel);
        const string Endless =
            "insert into note (n) with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c where n < 0";

        var before = Enumerable.Range(0, 20).Select(n => db.ExecuteAsync("insert into note (n) values (@n)", new { n }, Cancel)).ToList();
        var endless = db.ExecuteAsync(Endless, null, Cancel);
        var after = Enumerable.Range(20, 20).Select(n => db.ExecuteAsync("insert into note (n) values (@n)", new { n }, Cancel)).ToList();

        await Assert.ThrowsAsync<TimeoutException>(() => endless);
        await Task.WhenAll(before.Concat(after));
        Assert.Equal(40, await db.ScalarAsync<long>("select count(*) from note", null, Cancel));
    }

    [Fact]
    public async Task A_transaction_within_a_transaction_is_a_fault_and_no_deadlock()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        await using var db = own.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.TransactAsync(_ => db.ExecuteAsync("create table t (n bigint)", null, Cancel), Cancel));
        await db.ExecuteAsync("create table t (n bigint)", null, Cancel);
    }

    [Fact]
    public async Task What_follows_a_commit_cannot_undo_it_and_a_closed_database_says_so()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        var db = own.Open();
        await db.ExecuteAsync("create table t (n bigint)", null, Cancel);
        var after = 0;
        await db.TransactAsync(
            async tx =>
            {
                tx.OnCommitted(() => throw new InvalidOperationException("late"));
                tx.OnCommitted(() => after++);
                await tx.ExecuteAsync("insert into t (n) values (1)");
            },
            Cancel);
        Assert.Equal(1, after);
        Assert.Equal(1, await db.ScalarAsync<long>("select count(*) from t", null, Cancel));

        await db.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => db.ExecuteAsync("insert into t (n) values (2)", null, Cancel));
    }

    [Fact]
    public async Task The_log_stays_short_while_readers_come_and_go()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        var file = Path.Combine(own.Folder, "kinora.db");
        await using var db = new SqliteDb(file, new DatabaseOptions { Synchronous = "off", WalMegabytes = 4 });
        await db.ExecuteAsync("create table blob (n integer primary key, content text not null)", null, Cancel);
        using var stop = new CancellationTokenSource();
        var (longest, written, began) = (0L, 0L, TimeProvider.System.GetTimestamp());
        var reading = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await db.ScalarAsync<long>("select count(*) from blob", null, Cancel);
        })));
        // A log that nobody starts anew holds all that was ever written; how much is written between two rounds is the machine's business.
        while ((longest * 4 > written || written < 16L << 20) && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(90))
        {
            await db.ExecuteAsync("insert or replace into blob (n, content) values (abs(random()) % 200, @content)", new { content = new string('x', 20_000) }, Cancel);
            longest = Math.Max(longest, new FileInfo(file + "-wal").Length);
            written += 20_000;
        }

        await stop.CancelAsync();
        await reading;
        Assert.InRange(longest, 1, written / 4);
    }

    [Fact]
    public async Task What_the_engine_says_past_the_provider_is_known_as_from_it()
    {
        await using var own = await TestDatabase.CreateAsync("sqlite");
        await using var db = own.Open();
        await db.ExecuteAsync("create table note (n bigint primary key)", null, Cancel);
        await using var stale = new SqliteKept($"Data Source={Path.Combine(own.Folder, "kinora.db")};Pooling=False");
        await stale.OpenAsync(Cancel);
        stale.Run("begin");
        stale.Run("select count(*) from note");
        await db.ExecuteAsync("insert into note (n) values (1)", null, Cancel);

        var code = stale.Run("insert into note (n) values (2)");
        var fault = SqliteFault.Of(stale.Handle!, code);

        Assert.Equal((raw.SQLITE_BUSY, raw.SQLITE_BUSY_SNAPSHOT), (fault.SqliteErrorCode, fault.SqliteExtendedErrorCode));
        Assert.Equal("database-slow", DbFaults.Of(fault)?.Code);
    }
}
