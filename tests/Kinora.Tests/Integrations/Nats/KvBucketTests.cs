using System.Globalization;
using Kinora.Integrations.Nats;
using Kinora.Tests.Support;

namespace Kinora.Tests.Integrations.Nats;

/// <summary>Keys and values, against the real server.</summary>
public sealed class KvBucketTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_has_revisions_and_is_removed_with_or_without_its_past()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        var streams = new JetStream(client);
        var bucket = await KvBucket.EnsureAsync(streams, new KvConfig("kin_test", History: 5), Cancel);

        var first = await bucket.PutAsync("ns/a/one", Bytes("1"), Cancel);
        var second = await bucket.PutAsync("ns/a/one", Bytes("2"), Cancel);
        await bucket.PutAsync("ns/a/two", Bytes(""), Cancel);
        var now = await bucket.GetAsync("ns/a/one", Cancel);

        Assert.Equal(("2", second), (Text(now), now!.Revision));
        Assert.Equal("1", Text(await bucket.GetAsync("ns/a/one", first, Cancel)));
        Assert.Equal("", Text(await bucket.GetAsync("ns/a/two", Cancel)));
        Assert.Null(await bucket.GetAsync("ns/a/three", Cancel));
        Assert.Equal(["ns/a/one", "ns/a/two"], await bucket.KeysAsync(Cancel));

        await bucket.DeleteAsync("ns/a/one", Cancel);
        Assert.Null(await bucket.GetAsync("ns/a/one", Cancel));
        Assert.Equal(KvOperation.Delete, (await bucket.LastAsync("ns/a/one", Cancel))!.Operation);
        Assert.Equal("1", Text(await bucket.GetAsync("ns/a/one", first, Cancel)));
        await bucket.PurgeAsync("ns/a/one", Cancel);
        Assert.Null(await bucket.GetAsync("ns/a/one", first, Cancel));
        Assert.Equal(["ns/a/two"], await bucket.KeysAsync(Cancel));
        Assert.Equal(NatsFault.Invalid, await NatsClientTests.FaultAsync(() => bucket.PutAsync("a:b", default, Cancel)));
        Assert.Null(await KvBucket.FindAsync(streams, "kin_other", Cancel));
    }

    [Fact]
    public async Task Of_many_who_write_at_once_one_wins_each_revision()
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        var bucket = await KvBucket.EnsureAsync(new JetStream(client), new KvConfig("counters"), Cancel);
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TryAsync(() => bucket.CreateAsync("count", Bytes("0"), Cancel))));
        Assert.Single(made, won => won);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            for (var done = false; !done;)
            {
                var now = (await bucket.GetAsync("count", Cancel))!;
                done = await TryAsync(() => bucket.UpdateAsync("count", Bytes($"{int.Parse(Text(now)!, CultureInfo.InvariantCulture) + 1}"), now.Revision, Cancel));
            }
        }));

        var last = (await bucket.GetAsync("count", Cancel))!;
        Assert.Equal("20", Text(last));
        Assert.Equal(NatsFault.Conflict, await NatsClientTests.FaultAsync(() => bucket.DeleteAsync("count", Cancel, last.Revision - 1)));
        await bucket.DeleteAsync("count", Cancel, last.Revision);
        await bucket.CreateAsync("count", Bytes("anew"), Cancel);
        Assert.Equal("anew", Text(await bucket.GetAsync("count", Cancel)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_of_eight_megabytes_comes_back_as_it_was(bool direct)
    {
        await using var server = await TestNats.StartAsync();
        await using var client = server.Client();
        var streams = new JetStream(client);
        await streams.EnsureAsync(
            new StreamConfig { Name = "KV_big", Subjects = ["$KV.big.>"], MaxMsgsPerSubject = 1, AllowDirect = direct, AllowRollupHdrs = true, DenyDelete = true, Discard = "new" }, Cancel);
        var bucket = (await KvBucket.FindAsync(streams, "big", Cancel))!;
        var value = new byte[8 << 20];
        NatsClientTests.Random(value);

        var revision = await bucket.PutAsync("whole", value, Cancel);
        var back = await bucket.GetAsync("whole", Cancel);

        Assert.Equal(direct, bucket.Direct);
        Assert.Equal(revision, back!.Revision);
        Assert.True(value.AsSpan().SequenceEqual(back.Value));
        Assert.Null(await bucket.GetAsync("missing", Cancel));
        Assert.Equal(NatsFault.TooLarge, await NatsClientTests.FaultAsync(() => bucket.PutAsync("whole", new byte[(8 << 20) + 1], Cancel)));
    }

    [Fact]
    public async Task A_watch_tells_what_is_there_then_what_changes_over_every_connection()
    {
        await using var server = await TestNats.StartAsync();
        await using var door = new TestDoor(server.Port);
        await using var client = server.Client(door.Url);
        await using var other = server.Client();
        var bucket = await KvBucket.EnsureAsync(new JetStream(other), new KvConfig("watched", History: 10), Cancel);
        await bucket.PutAsync("a", Bytes("1"), Cancel);
        await bucket.PutAsync("a", Bytes("2"), Cancel);
        await bucket.PutAsync("b", Bytes("1"), Cancel);
        var watched = (await KvBucket.FindAsync(new JetStream(client), "watched", Cancel))!;
        await using var changes = watched.WatchAsync(">", Cancel).GetAsyncEnumerator(Cancel);

        Assert.Equal("a=2", await NextAsync(changes));
        Assert.Equal("b=1 current", await NextAsync(changes));
        await bucket.DeleteAsync("b", Cancel);
        Assert.Equal("b Delete", await NextAsync(changes));
        for (var round = 0; round < 3; round++)
        {
            door.Slam();
            await bucket.PutAsync("a", Bytes($"while away {round}"), Cancel);
            await bucket.PutAsync("c", Bytes($"too {round}"), Cancel);
            Assert.Equal($"a=while away {round}", await NextAsync(changes));
            Assert.Equal($"c=too {round}", await NextAsync(changes));
        }

        await server.KillAsync();
        await server.StartAgainAsync();
        await bucket.PurgeAsync("c", Cancel);
        Assert.Equal("c Purge", await NextAsync(changes));
    }

    [Fact]
    public async Task A_watch_of_an_empty_bucket_says_that_it_is_empty_and_follows_one_that_is_made_anew()
    {
        await using var server = await TestNats.StartAsync();
        await using var door = new TestDoor(server.Port);
        await using var client = server.Client(door.Url);
        await using var other = server.Client();
        var streams = new JetStream(other);
        var bucket = await KvBucket.EnsureAsync(streams, new KvConfig("empty"), Cancel);
        var watched = (await KvBucket.FindAsync(new JetStream(client), "empty", Cancel))!;
        await using var changes = watched.WatchAsync("a.*", Cancel).GetAsyncEnumerator(Cancel);

        Assert.Equal("nothing current", await NextAsync(changes));
        await bucket.PutAsync("b.x", Bytes("not asked for"), Cancel);
        await bucket.PutAsync("a.x", Bytes("1"), Cancel);
        Assert.Equal("a.x=1", await NextAsync(changes));
        await streams.DeleteAsync("KV_empty", Cancel);
        bucket = await KvBucket.EnsureAsync(streams, new KvConfig("empty"), Cancel);
        await bucket.PutAsync("a.y", Bytes("anew"), Cancel);
        door.Slam();
        Assert.Equal("a.y=anew", await NextAsync(changes));
    }

    private static byte[] Bytes(string text) => NatsClientTests.Bytes(text);

    private static string? Text(KvEntry? entry) => entry is null ? null : System.Text.Encoding.UTF8.GetString(entry.Value);

    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (NatsException fault) when (fault.Fault == NatsFault.Conflict)
        {
            return false;
        }
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<KvChange> changes)
    {
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(90), Cancel));
        var change = changes.Current;
        return (change.Entry is not { } entry ? "nothing" : entry.Operation == KvOperation.Put ? $"{entry.Key}={Text(entry)}" : $"{entry.Key} {entry.Operation}")
            + (change.IsCurrent ? " current" : "");
    }
}
