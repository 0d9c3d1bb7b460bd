using System.Buffers.Text;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Tests.Support;
using Microsoft.Extensions.Options;

namespace Kinora.Tests.Platform.Http;

public sealed class CursorTests : IDisposable
{
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("kinora-test-").FullName);
    private readonly TestClock _clock = new();

    [Fact]
    public void A_cursor_brings_back_its_position_also_after_a_restart()
    {
        var cursor = Make().Protect(new Position(7, "x"), "ann", "/api/x?");

        Assert.Equal(new Position(7, "x"), Make().Read<Position>(cursor, "ann", "/api/x?").Value);
        Assert.Null(Make().Read<Position>(null, "ann", "/api/x?").Value);
    }

    [Fact]
    public void A_cursor_serves_nobody_else_and_no_other_question()
    {
        var cursors = Make();
        var cursor = cursors.Protect(7, "ann", "/api/x?a=1");

        Assert.Equal("cursor-invalid", cursors.Read<int>(cursor, "bob", "/api/x?a=1").Refusal?.Code);
        Assert.Equal("cursor-invalid", cursors.Read<int>(cursor, "ann", "/api/x?a=2").Refusal?.Code);
        Assert.Equal("cursor-invalid", cursors.Read<int>(cursor, "ann/api", "/x?a=1").Refusal?.Code);
        Assert.Equal("cursor", cursors.Read<int>(cursor, "bob", "").Refusal?.Field);
    }

    [Fact]
    public void Every_changed_byte_and_every_piece_of_rubbish_is_refused()
    {
        var cursors = Make();
        var cursor = cursors.Protect(7, "ann", "q");
        var bytes = Base64Url.DecodeFromChars(cursor);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            Assert.Equal("cursor-invalid", cursors.Read<int>(Base64Url.EncodeToString(bytes), "ann", "q").Refusal?.Code);
            bytes[at] ^= 1;
        }

        foreach (var rubbish in new[] { "x", "=", cursor + "A", cursor + "=", " " + cursor, cursor[..^1], "ÄÖÜ", new string('A', 5000), "'; drop table job" })
            Assert.Equal("cursor-invalid", cursors.Read<int>(rubbish, "ann", "q").Refusal?.Code);
    }

    [Fact]
    public void A_cursor_of_yesterday_is_expired_and_keys_turn_without_breaking_todays()
    {
        var old = Make().Protect(7, "ann", "q");
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("cursor-expired", Make().Read<int>(old, "ann", "q").Refusal?.Code);

        _clock.Advance(TimeSpan.FromDays(29) - TimeSpan.FromHours(2));
        var before = Make().Protect(8, "ann", "q");
        _clock.Advance(TimeSpan.FromHours(2));
        var after = Make().Protect(9, "ann", "q");
        Assert.NotEqual(Base64Url.DecodeFromChars(before)[..4], Base64Url.DecodeFromChars(after)[..4]);
        Assert.Equal(8, Make().Read<int>(before, "ann", "q").Value);

        _clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal("cursor-invalid", Make().Read<int>(after, "ann", "q").Refusal?.Code);
    }

    [Fact]
    public async Task Processes_that_start_together_agree_on_one_key()
    {
        var many = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Make().Protect(1, "ann", "q"), TestContext.Current.CancellationToken)));

        Assert.Single(many.Distinct());
    }

    [Fact]
    public async Task The_limit_is_from_1_to_100_and_the_question_leaves_out_page_size_and_cursor()
    {
        await using var app = await ProblemTests.StartAsync();
        async Task<string> GetAsync(string query) =>
            await app.Http.GetStringAsync("/api/test/page" + query, TestContext.Current.CancellationToken);

        Assert.Equal("""{"limit":20,"cursor":null,"question":"/api/test/page?"}""", await GetAsync(""));
        Assert.Equal("""{"limit":100,"cursor":"x","question":"/api/test/page?a=1&a=2&b=%26"}""", await GetAsync("?b=%26&limit=100&a=2&cursor=x&a=1"));
        foreach (var limit in new[] { "0", "101", "-1", "x", "1.5", "99999999999999", "%00", " 7" })
        {
            var reply = await app.Http.GetAsync($"/api/test/page?limit={limit}", TestContext.Current.CancellationToken);
            await ProblemTests.AssertProblemAsync(reply, 422, "limit-out-of-range", "limit");
        }
    }

    public void Dispose() => Directory.Delete(_folder.Path, recursive: true);

    private Cursors Make() => new(_folder, _clock, Options.Create(new HttpOptions()));

    private sealed record Position(int Number, string Name);
}
