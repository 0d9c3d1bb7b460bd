using Kinora.Platform;
using Kinora.Tests.Support;

namespace Kinora.Tests.Platform.Database;

public sealed class DbTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Keeps_every_increment_when_many_write_at_once(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var db = own.Open();
        await db.ExecuteAsync("create table counter (id text primary key, n bigint not null)", null, Cancel);
        await db.ExecuteAsync("insert into counter (id, n) values ('a', 0)", null, Cancel);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => db.TransactAsync(
            async tx =>
            {
                await tx.LockAsync("counter");
                var n = await tx.ScalarAsync<long>("select n from counter where id = 'a'");
                await tx.ExecuteAsync("update counter set n = @n where id = 'a'", new { n = n + 1 });
            },
            Cancel)));

        Assert.Equal(200, await db.ScalarAsync<long>("select n from counter where id = 'a'", null, Cancel));
    }

    [Theory, EachDatabase]
    public async Task A_refusal_or_a_fault_undoes_only_its_own_work(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var db = own.Open();
        await db.ExecuteAsync("create table note (n bigint primary key)", null, Cancel);

        var work = Enumerable.Range(0, 90).Select(async n =>
        {
            try
            {
                return await db.TransactAsync<Outcome<int>>(
                    async tx =>
                    {
                        await tx.ExecuteAsync("insert into note (n) values (@n)", new { n });
                        return (n % 3) switch
                        {
                            0 => n,
                            1 => new Refusal(RefusalKind.Invalid, "no", "No."),
                            _ => throw new InvalidOperationException("broken"),
                        };
                    },
                    Cancel);
            }
            catch (InvalidOperationException)
            {
                return new Refusal(RefusalKind.Unavailable, "fault", "Fault.");
            }
        });
        var outcomes = await Task.WhenAll(work);

        Assert.Equal(30, outcomes.Count(outcome => outcome.Succeeded));
        var kept = await db.QueryAsync<long>("select n from note order by n", null, Cancel);
        Assert.Equal(Enumerable.Range(0, 30).Select(n => 3L * n), kept);
    }

    [Theory, EachDatabase]
    public async Task A_statement_without_end_is_stopped(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var db = own.Open(statementSeconds: 1);
        const string Endless = "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c where n < 0";

        await Assert.ThrowsAsync<TimeoutException>(() => db.ScalarAsync<long>(Endless, null, Cancel));
        Assert.Equal(1, await db.ScalarAsync<long>("select 1", null, Cancel));
    }
}
