using System.Text.Json;
using System.Text.Json.Nodes;
using Kinora.Library.History;
using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Platform.Database;

namespace Kinora.Library.Vault;

/// <summary>Applies what a hand changed in <c>video_states.json</c>: one transaction a record, by the commands that the API has.</summary>
internal sealed class MergeStates(Db db, EditState edit, EditHistory history, VaultEntry entry, WatchStates states)
{
    public async Task RunAsync(VaultPerson person, JsonObject? last, JsonObject edited, JsonObject now, VaultReport report, CancellationToken cancel)
    {
        var schema = VaultSchema.Of(VaultFile.VideoStates).RecordOf("video_states");
        var (before, wanted, there) = (last?["video_states"] as JsonObject, edited["video_states"] as JsonObject ?? [], now["video_states"]!.AsObject());
        foreach (var (id, record) in wanted)
        {
            if (record is not JsonObject mine)
                continue;
            if (there[id] is JsonObject known)
                await ChangeAsync(person, id, VaultDiff.Of(before?[id] as JsonObject, mine, known, schema), before?[id] as JsonObject, mine, report, cancel);
            else if (before?[id] is JsonObject gone && VaultDiff.Same(gone, mine, schema))
                continue;
            else if (before?[id] is not null)
                report.Refuse(id, null, "changed-meanwhile", "The state was forgotten in Kinora since the file was written: it stays forgotten.");
            else if (await db.TransactAsync(tx => entry.EnterAsync(tx, person.Profile.Id, VaultJson.Read<VaultState>(mine) with { VideoId = id }), cancel))
                report.Take(id, "added");
        }

        foreach (var (id, record) in before ?? [])
        {
            if (wanted.ContainsKey(id) || there[id] is not JsonObject known)
                continue;
            if (!VaultDiff.Same(record, known, schema))
                report.Refuse(id, null, "changed-meanwhile", "It was taken out of the file, and changed in Kinora since that was written: it stays.");
            else if ((await edit.ForgetAsync(person.Caller, id, null, cancel)).Refusal is { } refusal)
                report.Refuse(id, refusal);
            else
                report.Take(id, "removed");
        }
    }

    private async Task ChangeAsync(
        VaultPerson person, string id, VaultChange change, JsonObject? before, JsonObject mine, VaultReport report, CancellationToken cancel)
    {
        report.Refuse(id, change);
        if (change.Paths.Count == 0)
            return;
        var plays = change.Changes.Remove("watch_sessions");
        if (change.Changes["x_kinora"] is JsonObject more)
        {
            change.Changes.Remove("x_kinora");
            foreach (var (name, value) in more.ToList())
                change.Changes[name] = value?.DeepClone();
        }

        var asked = StateChange.Read(JsonSerializer.SerializeToElement(change.Changes));
        var done = asked.Refusal is { } wrong ? wrong : await db.TransactAsync<Outcome<Done>>(
            async tx =>
            {
                if (!asked.Value.IsEmpty && (await edit.ChangeAsync(tx, person.Caller, id, asked.Value, null)).Refusal is { } refusal)
                    return refusal;
                if (plays)
                    await PlaysAsync(tx, person, id, before!, mine);
                return default(Done);
            },
            cancel);
        if (done.Refusal is { } refused)
            report.Refuse(id, refused);
        else
            report.Take(id, change.Paths);
    }

    /// <summary>Plays that were taken out, put in or changed, told by the time at which they began.</summary>
    private async Task PlaysAsync(Tx tx, VaultPerson person, string id, JsonObject before, JsonObject mine)
    {
        var schema = VaultSchema.Of(VaultFile.VideoStates).RecordOf("video_states")["properties"]!["watch_sessions"]!["items"]!.AsObject();
        var (had, has) = (ByStart(before), ByStart(mine));
        var entries = CarriedState.Of(VaultJson.Read<VaultState>(mine) with { VideoId = id }).Plays;
        foreach (var (at, play) in had)
        {
            if (has.TryGetValue(at, out var same) && VaultDiff.Same(play, same, schema))
                continue;
            if ((string?)play["x_kinora"]?["id"] is { } known)
                await history.RemoveAsync(tx, person.Profile.Id, known);
        }

        foreach (var (at, play) in has)
        {
            if (had.TryGetValue(at, out var same) && VaultDiff.Same(play, same, schema))
                continue;
            var made = entries.First(one => one.StartedAt.ToString(System.Globalization.CultureInfo.InvariantCulture) == at);
            await history.EnterAsync(tx, person.Profile.Id, made with { Id = states.NewId(), Carried = false });
        }
    }

    private static Dictionary<string, JsonObject> ByStart(JsonObject record) =>
        (record["watch_sessions"] as JsonArray ?? []).OfType<JsonObject>().Select(play => (Key: VaultExtras.KeyOf(play, "started_at"), Play: play))
        .Where(pair => pair.Key is not null).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key!, pair => pair.Play, StringComparer.Ordinal);
}
