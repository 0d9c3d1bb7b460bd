using System.Text.Json.Nodes;
using Kinora.Accounts.Contracts;
using Kinora.Library.Analytics;
using Kinora.Library.Queues;
using Kinora.Library.States;
using Kinora.Platform.Database;

namespace Kinora.Library.Vault;

/// <summary>A profile's library as its five files hold it, without the members that no schema knows.</summary>
internal sealed class VaultPicture(Db db, Diaries diaries, Visits.Visits visits, VaultStateCache states, TimeProvider time)
{
    /// <summary>The document of one file.</summary>
    public async Task<JsonObject> OfAsync(VaultPerson person, VaultFile file, CancellationToken cancel)
    {
        var body = file switch
        {
            VaultFile.Profile => await ProfileAsync(person, cancel),
            VaultFile.VideoStates => await StatesAsync(person, cancel),
            VaultFile.Queues => await QueuesAsync(person, cancel),
            VaultFile.Analytics => await AnalyticsAsync(person, cancel),
            _ => await SessionsAsync(person, cancel),
        };
        return Framed(person, body);
    }

    /// <summary>The document of <c>video_states.json</c> without its entries.</summary>
    public JsonObject StatesFrame(VaultPerson person, int tracked)
    {
        var frame = Framed(person, new JsonObject { ["video_states"] = new JsonObject() });
        frame["metadata"]!["total_videos_tracked"] = tracked;
        return frame;
    }

    private JsonObject Framed(VaultPerson person, JsonObject body)
    {
        var document = new JsonObject { ["metadata"] = Metadata(person, body) };
        foreach (var (name, member) in body.ToList())
        {
            if (name.StartsWith('$'))
                continue;
            body.Remove(name);
            document[name] = member;
        }

        return document;
    }

    private JsonObject Metadata(VaultPerson person, JsonObject body)
    {
        var metadata = new JsonObject
        {
            ["schema_version"] = VaultMigration.Current,
            ["user_id"] = person.Folder.UserPart,
            ["last_updated"] = VaultJson.Time(time.GetUtcNow()),
        };
        if (body["video_states"] is JsonObject tracked)
            metadata["total_videos_tracked"] = tracked.Count;
        if (body["queues"] is JsonObject queues)
            metadata["total_queues"] = queues.Count;
        if (body.ContainsKey("daily_stats"))
            metadata["analytics_start_date"] = (string?)body["$start"];
        return metadata;
    }

    private async Task<JsonObject> ProfileAsync(VaultPerson person, CancellationToken cancel)
    {
        var (diary, today) = await diaries.OfAsync(person.Caller, cancel);
        var (all, (now, before), chosen) = (diary.All(), await visits.ForVaultAsync(person.Profile.Id, cancel), person.Profile.Preferences);
        var visited = now?.LastActivityAt ?? before.FirstOrDefault()?.EndedAt;
        var watched = VaultStateFile.Time(diary.LastAt);
        return new JsonObject
        {
            ["user_id"] = person.Folder.UserPart,
            ["created_at"] = VaultJson.Time(person.IsDefault ? person.User.CreatedAt : person.Profile.CreatedAt),
            ["last_active_at"] = VaultJson.Time(visited > watched || watched is null ? visited : watched),
            ["preferences"] = VaultJson.Node(new VaultPreferences(
                chosen.DefaultPlaybackSpeed, chosen.AutoMarkCompletedThreshold, chosen.DailyLearningGoalMinutes, chosen.PriorityTopics, chosen.TimeZone,
                chosen.NotificationsEnabled)),
            ["stats"] = VaultJson.Node(new VaultProfileStats(
                all.Watched, StateReply.Minutes(all.WatchedMs), diary.StreakAt(today), [.. all.Creators.Take(5).Select(share => share.Name)],
                [.. all.Topics.Take(5).Select(share => share.Name)])),
            ["x_kinora"] = VaultJson.Node(new VaultProfileMore(
                person.Profile.Id, person.Profile.Name, person.Profile.Avatar, person.Profile.Kids, person.IsDefault, Tastes(chosen))),
        };
    }

    private static VaultTastes Tastes(Preferences chosen) => new(
        chosen.GenresLiked, chosen.GenresAvoided, chosen.PreferredLanguage, chosen.MaturityCeiling, chosen.ShareEngagement, chosen.ShareInHousehold,
        new VaultDials(chosen.Dials.Mode));

    private async Task<JsonObject> StatesAsync(VaultPerson person, CancellationToken cancel)
    {
        var records = new JsonObject();
        foreach (var (id, record) in await states.OfAsync(person.Profile.Id, cancel))
            records[id] = record;
        return new JsonObject { ["video_states"] = records };
    }

    private async Task<JsonObject> QueuesAsync(VaultPerson person, CancellationToken cancel)
    {
        var records = new JsonObject();
        await db.TransactAsync(tx => QueueStore.EnsureAsync(tx, person.Profile.Id, time.GetUtcNow().ToUnixTimeMilliseconds()), cancel);
        await db.ReadAsync<bool>(
            async session =>
            {
                foreach (var queue in await QueueStore.ListAsync(session, person.Profile.Id))
                {
                    var members = queue.Kind == Queue.Shared ? await QueueStore.MembersAsync(session, [queue.Id]) : [];
                    records[queue.Id] = VaultJson.Node(VaultQueueFile.Of(
                        queue, await QueueStore.ItemsAsync(session, queue), members, diaries.LengthOf));
                }

                return true;
            },
            cancel);
        return new JsonObject { ["queues"] = records };
    }

    private async Task<JsonObject> AnalyticsAsync(VaultPerson person, CancellationToken cancel)
    {
        var (diary, today) = await diaries.OfAsync(person.Caller, cancel);
        var body = VaultAnalytics.Of(diary, today, await diaries.DiscoveredAsync(person.Caller, cancel));
        body["$start"] = VaultAnalytics.FirstDay(diary);
        return body;
    }

    private async Task<JsonObject> SessionsAsync(VaultPerson person, CancellationToken cancel)
    {
        var (now, before) = await visits.ForVaultAsync(person.Profile.Id, cancel);
        var past = new JsonArray();
        foreach (var visit in before)
            past.Add(VaultJson.Node(visit));
        return new JsonObject
        {
            ["current_session"] = now is null ? null : VaultJson.Node(now),
            ["recent_sessions"] = past,
            ["last_visit_timestamp"] = VaultJson.Time(before.FirstOrDefault()?.EndedAt),
        };
    }
}
