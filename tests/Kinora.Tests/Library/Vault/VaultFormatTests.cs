using System.Text.Json.Nodes;
using Kinora.Library.Vault;
using Kinora.Tests.Support;

namespace Kinora.Tests.Library.Vault;

public sealed class VaultFormatTests
{
    [Fact]
    public void The_shipped_schemas_use_only_what_is_checked()
    {
        foreach (var file in VaultFiles.All)
            Keywords(VaultSchema.Of(file).Root);

        static void Keywords(JsonObject schema)
        {
            Assert.Empty(schema.Select(member => member.Key).Except(VaultSchema.Keywords));
            Assert.True(schema.ContainsKey("type"), schema.ToJsonString());
            foreach (var part in (schema["properties"] as JsonObject ?? []).Select(member => member.Value).Append(schema["items"]).Append(schema["additionalProperties"]).OfType<JsonObject>())
                Keywords(part);
        }
    }

    [Fact]
    public async Task The_schemas_are_published()
    {
        await using var app = await TestApp.StartAsync("sqlite");
        foreach (var file in VaultFiles.All)
        {
            var text = await app.Http.GetStringAsync($"/schemas/vault/v1/{file.Word()}.schema.json", TestContext.Current.CancellationToken);
            Assert.Equal($"/schemas/vault/v1/{file.Word()}.schema.json", (string)JsonNode.Parse(text)!["$id"]!);
        }

        using var none = await app.Http.GetAsync(new Uri("/schemas/vault/v1/..%2fother.json", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)none.StatusCode);
    }

    [Theory]
    [InlineData("""{"metadata": {"schema_version": 1}, "video_states": {"youtube:x": {"video_id": "youtube:x", "watch_progress": 1.5}}}""", "video_states[\"youtube:x\"].watch_progress")]
    [InlineData("""{"metadata": {"schema_version": 1}, "video_states": {"../x": {"video_id": "youtube:x"}}}""", "video_states[\"../x\"]")]
    [InlineData("""{"metadata": {"schema_version": 1}, "video_states": {"youtube:x": {"video_id": "youtube:x\n"}}}""", "video_states[\"youtube:x\"].video_id")]
    [InlineData("""{"metadata": {"schema_version": 1}, "video_states": {"youtube:x": {"video_id": "youtube:x", "watch_status": "seen"}}}""", "video_states[\"youtube:x\"].watch_status")]
    [InlineData("""{"metadata": {"schema_version": 1}, "video_states": {"youtube:x": {"video_id": "youtube:x", "watch_sessions": [{"started_at": "noon", "ended_at": "2026-11-21T10:00:00Z"}]}}}""", "video_states[\"youtube:x\"].watch_sessions[0].started_at")]
    [InlineData("""{"metadata": {"schema_version": 1}}""", "video_states")]
    [InlineData("""{"metadata": {"schema_version": 1}, "video_states": {"youtube:x": {"video_id": "youtube:x", "personal_rating": 2.5}}}""", "video_states[\"youtube:x\"].personal_rating")]
    public void What_breaks_the_schema_is_named_by_its_path(string text, string path) =>
        Assert.Equal([path], VaultSchema.Of(VaultFile.VideoStates).Check(JsonNode.Parse(text)!.AsObject()).Select(fault => fault.Path));

    [Fact]
    public void Files_without_a_version_have_bare_ids_which_become_whole()
    {
        var old = JsonNode.Parse("""
            {"metadata": {"total_videos_tracked": 3, "note": "mine"}, "video_states": {
              "dQw4w9WgXcQ": {"video_id": "dQw4w9WgXcQ", "watch_status": "watching", "mood": "good"},
              "laura-1944": {"watch_status": "completed"}, "a film / with signs": {"watch_status": "skipped"}, "mediacms:Zx81kQ": {}}}
            """)!.AsObject();

        var now = VaultMigration.ToCurrent(VaultFile.VideoStates, old).Value;

        Assert.Equal(1, (int)now["metadata"]!["schema_version"]!);
        Assert.Equal("mine", (string)now["metadata"]!["note"]!);
        var ids = now["video_states"]!.AsObject().Select(state => state.Key).ToList();
        Assert.Equal(["youtube:dQw4w9WgXcQ", "import:laura-1944", ids[2], "mediacms:Zx81kQ"], ids);
        Assert.Matches("^import:[0-9a-f]{32}$", ids[2]);
        Assert.Equal("good", (string)now["video_states"]!["youtube:dQw4w9WgXcQ"]!["mood"]!);
        Assert.Empty(VaultSchema.Of(VaultFile.VideoStates).Check(now));
        Assert.Equal("vault-newer", VaultMigration.ToCurrent(VaultFile.Queues, JsonNode.Parse("""{"metadata": {"schema_version": 2}}""")!.AsObject()).Refusal!.Code);
    }

    [Fact]
    public void Queues_without_a_version_name_their_videos_by_bare_ids_too()
    {
        var old = JsonNode.Parse("""{"queues": {"watch_later": {"name": "Later", "videos": [{"video_id": "dQw4w9WgXcQ", "position": 1}]}}}""")!.AsObject();

        var now = VaultMigration.ToCurrent(VaultFile.Queues, old).Value;

        Assert.Equal("youtube:dQw4w9WgXcQ", (string)now["queues"]!["watch_later"]!["videos"]![0]!["video_id"]!);
        Assert.Empty(VaultSchema.Of(VaultFile.Queues).Check(now));
    }

    [Fact]
    public void Unknown_members_go_into_what_is_written_next_wherever_they_stood()
    {
        const string Text = """
            {"metadata": {"schema_version": 1, "tool": "x"}, "extra": [1, {"a": null}], "video_states": {"test:a": {"video_id": "test:a", "colour": "red", "context": {"room": 5},
              "watch_sessions": [{"started_at": "2026-01-01T10:00:00Z", "ended_at": "2026-01-01T11:00:00Z", "with": "Ed"}]}, "test:gone": {"video_id": "test:gone", "colour": "blue"}}}
            """;
        var root = VaultSchema.Of(VaultFile.VideoStates).Root;
        var extras = VaultExtras.Of(JsonNode.Parse(Text), root);
        var written = JsonNode.Parse("""
            {"metadata": {"schema_version": 1}, "video_states": {"test:a": {"video_id": "test:a", "context": {},
              "watch_sessions": [{"started_at": "2025-01-01T10:00:00.000Z", "ended_at": "2025-01-01T11:00:00.000Z"}, {"started_at": "2026-01-01T10:00:00.000Z", "ended_at": "2026-01-01T11:00:00.000Z"}]}}}
            """)!;

        VaultExtras.Put(written, root, extras);

        Assert.Equal("x", (string)written["metadata"]!["tool"]!);
        Assert.Equal("""[1,{"a":null}]""", written["extra"]!.ToJsonString());
        var state = written["video_states"]!["test:a"]!;
        Assert.Equal(("red", 5, "Ed"), ((string)state["colour"]!, (int)state["context"]!["room"]!, (string)state["watch_sessions"]![1]!["with"]!));
        Assert.Null(state["watch_sessions"]![0]!["with"]);
        Assert.Single(written["video_states"]!.AsObject());
    }

    [Fact]
    public void A_file_that_is_put_together_from_texts_is_the_document_to_the_byte()
    {
        var record = JsonNode.Parse("""{"video_id": "test:a", "tags": ["x", "\n  \"video_states\": {}"], "context": {"a": {}}, "empty": []}""")!.AsObject();
        var frame = JsonNode.Parse("""{"metadata": {"schema_version": 1, "video_states": {}, "note": "\n  \"video_states\": {}"}, "video_states": {}, "after": 1}""")!.AsObject();
        var whole = frame.DeepClone().AsObject();
        whole["video_states"]!["test:a"] = record.DeepClone();
        whole["video_states"]!["test:b"] = record.DeepClone();
        var text = System.Text.Encoding.UTF8.GetBytes(record.ToJsonString(VaultJson.Options).Replace("\n", "\n    ", StringComparison.Ordinal));

        Assert.Equal(VaultJson.Bytes(whole), VaultText.Of(frame, [new("test:a", 1, text), new("test:b", 1, text)]));
    }

    [Theory]
    [InlineData("../anna")]
    [InlineData("anna/..")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("anna\0")]
    [InlineData("anna\n")]
    [InlineData("/etc")]
    [InlineData("a.b")]
    [InlineData("ännä")]
    [InlineData("C:anna")]
    [InlineData("anna-anna-anna-anna-anna-anna-anna-anna")]
    public void A_name_that_is_none_never_becomes_a_path(string name)
    {
        Assert.Throws<ArgumentException>(() => VaultFolder.Of("/vault", name, null));
        Assert.Throws<ArgumentException>(() => VaultFolder.Of("/vault", "anna", name));
        Assert.Null(VaultFolder.Find("/vault", "users/" + name));
    }
}
