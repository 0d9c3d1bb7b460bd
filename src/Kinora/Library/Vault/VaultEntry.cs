using Kinora.Accounts.Contracts;
using Kinora.Catalog.Contracts;
using Kinora.Library.History;
using Kinora.Library.Queues;
using Kinora.Library.States;
using Kinora.Platform.Database;
using Kinora.Signals.Contracts;

namespace Kinora.Library.Vault;

/// <summary>Brings single records of a file into a library that does not have them.</summary>
internal sealed class VaultEntry(WatchStates states, ICatalogue catalogue, ISignalDoor door, IUsers users, QueueDesk desk)
{
    /// <summary>
    /// Enters a state that is not there; the catalogue need not have its title. False where there is one, which stays. The stars are told to the one
    /// door once the catalogue has the title.
    /// </summary>
    public async Task<bool> EnterAsync(Tx tx, string profileId, VaultState entry)
    {
        var before = await states.BeginAsync(tx, profileId, entry.VideoId);
        if (before.AddedAt is not null)
            return false;
        var (state, plays) = CarriedState.Of(entry);
        state = state with { Version = before.Version, Marks = state.Marks with { ResetAt = before.Marks.ResetAt } };
        foreach (var play in plays)
            await PlayStore.EnterAsync(tx, profileId, state, play);
        await WatchStateStore.SaveAsync(tx, profileId, state, tags: true);
        if (state.Marks.Rating is { } stars && stars != 3 && catalogue.Current.TryOrdinal(entry.VideoId, out _))
        {
            var signal = new Signal
            {
                EventId = states.NewId(),
                Kind = stars > 3 ? SignalKind.Like : SignalKind.Dislike,
                At = state.Marks.RatingAt!.Value + 1,
                TitleId = entry.VideoId,
                Value = stars,
            };
            await door.RecordAsync(tx, profileId, [signal]);
        }

        return true;
    }

    /// <summary>
    /// Enters a queue that is not there; of the queues that everybody has, what stands in them. Members who are no users here are left out. False where
    /// it is there already, and not empty.
    /// </summary>
    public async Task<bool> EnterAsync(Tx tx, VaultPerson person, VaultQueue entry, IReadOnlyDictionary<string, UserInfo> members)
    {
        var profileId = person.Profile.Id;
        await QueueStore.EnsureAsync(tx, profileId, desk.Now);
        var known = await QueueStore.FindAsync(tx, profileId, entry.QueueId);
        if (known is not null && (known.Kind != Queue.System || (await QueueStore.ItemsAsync(tx, known)).Count > 0))
            return false;
        var queue = new Queue
        {
            ProfileId = profileId,
            Id = entry.QueueId,
            Version = 1,
            Name = known?.Name ?? entry.Name ?? entry.QueueId,
            Description = entry.Description,
            Kind = known?.Kind ?? (entry.QueueType == Queue.Shared && !person.Profile.Kids ? Queue.Shared : Queue.Personal),
            CreatedAt = Ms(entry.CreatedAt) ?? desk.Now,
            UsedAt = Ms(entry.LastAccessedAt) ?? desk.Now,
            Active = entry.IsActive ?? true,
            AutoSort = entry.Settings?.AutoSort ?? false,
            Most = entry.Settings?.MaxVideos ?? known?.Most ?? 1_000,
            TargetMinutes = entry.Settings?.TargetDurationMinutes,
            RefreshDaily = entry.Settings?.AutoRefreshDaily ?? known?.RefreshDaily ?? false,
        };
        var items = QueueOrder.Numbered((entry.Videos ?? []).OrderBy(video => video.Position ?? int.MaxValue).DistinctBy(video => video.VideoId).Take(queue.Most)
            .Select(video => ItemOf(video, person)));
        // One that everybody has, and that is empty, gives way with its time of making.
        if (known is not null)
            await QueueStore.RemoveAsync(tx, known);
        await QueueStore.SaveAsync(tx, queue);
        await QueueStore.SaveItemsAsync(tx, queue, [], items);
        if (queue.Kind == Queue.Shared)
        {
            await QueueStore.SaveMembersAsync(tx, queue, (entry.XKinora?.Members ?? []).Where(members.ContainsKey).Select(name => members[name]).DistinctBy(user => user.Id)
                .Where(user => user.Id != person.User.Id).Select(user => new QueueMember { QueueId = queue.Id, UserId = user.Id, UserName = user.Name }));
        }

        return true;
    }

    /// <summary>The users that a queue's members are here, by the name in the file.</summary>
    public async Task<Dictionary<string, UserInfo>> MembersAsync(VaultQueue entry, CancellationToken cancel)
    {
        var found = new Dictionary<string, UserInfo>(StringComparer.Ordinal);
        foreach (var name in entry.XKinora?.Members ?? [])
        {
            if (await users.FindAsync(name, cancel) is { } user)
                found[name] = user;
        }

        return found;
    }

    public QueueItem ItemOf(VaultQueued video, VaultPerson person) => new()
    {
        TitleId = video.VideoId,
        Position = video.Position ?? 0,
        Priority = video.Priority ?? 5,
        AddedAt = Ms(video.AddedAt) ?? desk.Now,
        AddedBy = video.AddedBy ?? person.User.Name,
        Notes = string.IsNullOrEmpty(video.Notes) ? null : video.Notes,
        TargetDate = string.IsNullOrEmpty(video.TargetWatchDate) ? null : video.TargetWatchDate,
        Title = catalogue.Current.TryOrdinal(video.VideoId, out var title) && catalogue.Current.Has(title) ? catalogue.Current.NameOf(title) : video.XKinora?.Title ?? video.VideoId,
    };

    private static long? Ms(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();
}
