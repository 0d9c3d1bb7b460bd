using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kinora.Library.Notes;
using Kinora.Platform.Database;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Notes;

public sealed class NoteTests
{
    private const string Notes = "/api/user/video/test:1/notes";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Notes_stand_in_the_order_of_the_title_and_are_changed_and_deleted_one_by_one(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));

        var (status, late) = await AddAsync(me, 90_000, " The stairs\nagain ");
        await AddAsync(me, 4_000, "Titles");
        Assert.Equal((HttpStatusCode.Created, "The stairs\nagain", 1), (status, (string)late!["text"]!, (int)late["version"]!));
        Assert.Equal(["Titles", "The stairs\nagain"], await TextsAsync(me));

        var place = $"{Notes}/{late["id"]}";
        var (changed, moved) = await me.SendAsync(HttpMethod.Patch, place, new { position_ms = 1_000 }, "\"1\"");
        Assert.Equal((HttpStatusCode.OK, 2, "The stairs\nagain"), (changed, (int)moved!["version"]!, (string)moved["text"]!));
        Assert.Equal(["The stairs\nagain", "Titles"], await TextsAsync(me));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed-meanwhile"), Code(await me.SendAsync(HttpMethod.Patch, place, new { text = "Old" }, "\"1\"")));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed-meanwhile"), Code(await me.SendAsync(HttpMethod.Delete, place, null, "\"1\"")));
        Assert.Equal(HttpStatusCode.NoContent, (await me.SendAsync(HttpMethod.Delete, place, null, "\"2\"")).Status);
        Assert.Equal((HttpStatusCode.NotFound, "note-not-found"), Code(await me.SendAsync(HttpMethod.Delete, place, null)));
        Assert.Equal(["Titles"], await TextsAsync(me));
        Assert.Empty((await me.GetAsync("/api/user/video/test:2/notes")).Body!["items"]!.AsArray());
    }

    [Theory, EachDatabase]
    public async Task A_note_sent_twice_under_its_id_is_kept_once_and_comes_back_under_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var note = new { id = Guid.CreateVersion7().ToString(), position_ms = 5, text = "Once" };

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => me.SendAsync(HttpMethod.Post, Notes, note)));
        Assert.Equal((1, 5), (replies.Count(reply => reply.Status == HttpStatusCode.Created), replies.Count(reply => reply.Status == HttpStatusCode.OK)));
        await me.SendAsync(HttpMethod.Delete, $"{Notes}/{note.id}", null);
        Assert.Equal(HttpStatusCode.Created, (await me.SendAsync(HttpMethod.Post, Notes, note)).Status);

        Assert.Equal(note.id, (string)Assert.Single((await me.GetAsync(Notes)).Body!["items"]!.AsArray())!["id"]!);
    }

    [Theory, EachDatabase]
    public async Task Parallel_changes_of_one_note_each_count_and_a_full_title_takes_no_more(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(2, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        var (_, first) = await AddAsync(me, 0, "First");
        var place = $"{Notes}/{first!["id"]}";

        await Task.WhenAll(Enumerable.Range(1, 8).Select(n => me.SendAsync(HttpMethod.Patch, place, n % 2 == 0 ? new { position_ms = n } : (object)new { text = $"Text {n}" })));
        var kept = (await me.GetAsync(Notes)).Body!["items"]![0]!;
        Assert.Equal(9, (int)kept["version"]!);
        Assert.StartsWith("Text", (string)kept["text"]!, StringComparison.Ordinal);

        var profile = await app.ProfileOfAsync("ed");
        for (var n = 0; n < NoteRules.MostOfTitle - 3; n++)
            await app.Get<Db>().ExecuteAsync(Planted, new { profile, id = $"planted-{n}", n }, Cancel);
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => AddAsync(me, n, "More")));
        Assert.Equal(2, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply => Assert.Equal((HttpStatusCode.Conflict, "note-limit"), Code(reply)));
    }

    [Theory, EachDatabase]
    public async Task A_note_that_breaks_a_rule_says_which(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1, "movie");
        var me = new LibraryClient(await app.ClientAsAsync("ed"));
        (object Note, string Code, string Field)[] bad =
        [
            (new { position_ms = 1, text = "  " }, "member-missing", "text"), (new { text = "No place" }, "member-missing", "position_ms"),
            (new { position_ms = -1, text = "Before" }, "value-invalid", "position_ms"), (new { position_ms = 1, text = new string('x', 2_001) }, "too-long", "text"),
            (new { position_ms = 1, text = "a\u0000b" }, "control-character", "text"), (new { id = "one", position_ms = 1, text = "Named" }, "value-invalid", "id"),
        ];

        foreach (var (note, code, field) in bad)
        {
            var (_, body) = await me.SendAsync(HttpMethod.Post, Notes, note);
            Assert.Equal((code, field), ((string)body!["error"]!["code"]!, (string)body["error"]!["field"]!));
        }

        Assert.Equal((HttpStatusCode.NotFound, "title-not-found"), Code(await me.SendAsync(HttpMethod.Post, "/api/user/video/test:none/notes", new { position_ms = 1, text = "Where" })));
    }

    [Theory, EachDatabase]
    public async Task Somebody_elses_note_is_answered_like_one_that_never_was(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1, "movie");
        var (ann, bob) = (new LibraryClient(await app.ClientAsAsync("ann")), new LibraryClient(await app.ClientAsAsync("bob")));
        var (_, note) = await AddAsync(ann, 7, "Mine");

        Assert.Empty(await TextsAsync(bob));
        foreach (var (method, body) in new[] { (HttpMethod.Patch, (object?)new { text = "Yours" }), (HttpMethod.Delete, null) })
        {
            var foreign = Code(await bob.SendAsync(method, $"{Notes}/{note!["id"]}", body));
            Assert.Equal((HttpStatusCode.NotFound, "note-not-found"), foreign);
            Assert.Equal(foreign, Code(await bob.SendAsync(method, $"{Notes}/{Guid.CreateVersion7()}", body)));
        }

        Assert.Equal(["Mine"], await TextsAsync(ann));
    }

    [Theory, EachDatabase]
    public async Task A_kids_profile_keeps_notes_of_what_it_may_see_and_of_nothing_else(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenTitlesAsync(new { id = "test:1", title = "Grown", maturity = "R" }, new { id = "test:2", title = "Small", maturity = "G" });
        var http = await app.ClientAsAsync("ann");
        var me = new LibraryClient(http);
        var (_, note) = await AddAsync(me, 1, "From before");
        using var changed = await http.PatchAsJsonAsync($"/api/profiles/{await app.ProfileOfAsync("ann")}", new { kids = true }, Cancel);
        Assert.True(changed.IsSuccessStatusCode);

        Assert.Equal((HttpStatusCode.NotFound, "title-not-found"), Code(await me.GetAsync(Notes)));
        Assert.Equal((HttpStatusCode.NotFound, "title-not-found"), Code(await AddAsync(me, 2, "Now")));
        Assert.Equal((HttpStatusCode.NotFound, "note-not-found"), Code(await me.SendAsync(HttpMethod.Patch, $"{Notes}/{note!["id"]}", new { text = "Changed" })));
        Assert.Equal(HttpStatusCode.Created, (await me.SendAsync(HttpMethod.Post, "/api/user/video/test:2/notes", new { position_ms = 3, text = "Otter!" })).Status);
        Assert.Equal("Otter!", (string)(await me.GetAsync("/api/user/video/test:2/notes")).Body!["items"]![0]!["text"]!);
    }

    [Theory, EachDatabase]
    public async Task The_page_of_a_title_shows_its_notes_as_links_into_the_player(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.GivenManyTitlesAsync(1, "movie");
        var http = await app.ClientAsAsync("ed");
        await AddAsync(new LibraryClient(http), 754_900, "<b>The stairs</b>");

        var page = await http.GetStringAsync("/titles/test:1", Cancel);

        Assert.Contains("href=\"/watch/test:1?at=754\">12:34</a>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;The stairs&lt;/b&gt;", page, StringComparison.Ordinal);
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body)> AddAsync(LibraryClient me, long at, string text) =>
        me.SendAsync(HttpMethod.Post, Notes, new { position_ms = at, text });

    private static async Task<IEnumerable<string>> TextsAsync(LibraryClient me) =>
        (await me.GetAsync(Notes)).Body!["items"]!.AsArray().Select(note => (string)note!["text"]!);

    private static (HttpStatusCode Status, string? Code) Code((HttpStatusCode Status, JsonNode? Body) reply) =>
        (reply.Status, (string?)reply.Body?["error"]?["code"]);

    private const string Planted = """
        insert into note (profile_id, title_id, id, version, title, position_ms, body, created_at, updated_at)
        values (@profile, 'test:1', @id, 1, 'Planted', @n, 'Planted', 0, 0)
        """;
}
